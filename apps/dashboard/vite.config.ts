import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Where `npm run dev` finds the API: `npm start` listens there unless its port was taken. */
const api = process.env.STOCKFLOW_API ?? 'http://127.0.0.1:4000';

/**
 * The page speaks English, so the component library's hidden words in 30 other languages stay out: they would be
 * read with the wrong voice. It falls back to en-US for a dictionary that is undefined. Numbers and dates still
 * follow the person's locale; those come from the browser.
 */
const englishWordsOnly = (): Plugin => ({
  name: 'english-words-only',
  enforce: 'pre',
  load(id) {
    const language = /react-aria.*\/intl\/[^/]+\/([a-z]{2}-[A-Z]{2})\.m?js$/.exec(id)?.[1];
    return language === undefined || language === 'en-US' ? null : 'export default undefined;';
  },
});

export default defineConfig({
  base: '/',
  plugins: [englishWordsOnly(), react()],
  // The SDK resolves to its sources, here as in every other package of the workspace.
  resolve: { conditions: ['@stockflow/source', 'module', 'browser', 'development|production'] },
  server: {
    host: '127.0.0.1',
    port: 5173,
    // The API refuses a cookie from another origin; behind this proxy the page's origin is the API's.
    proxy: { '/api': { target: api, changeOrigin: true, headers: { origin: api } } },
  },
  build: {
    target: 'es2022',
    // light-dark() as it is written, not as a polyfill of variables.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Every browser that runs es2022 knows modulepreload.
    modulePreload: { polyfill: false },
    // A font or an icon as a data: address would need a hole in the server's policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 400,
  },
});
