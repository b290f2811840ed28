import serveFolder from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { sendRefusal } from './send-refusal.ts';

/** Serves the built page: files as they are, and index.html for every address of the page's own router. */
export const registerSampleApp = async (server: FastifyInstance, folder: string): Promise<void> => {
  await server.register(serveFolder, {
    root: folder,
    wildcard: false,
    // Vite puts a hash into the names below assets/: they never change; index.html always may.
    setHeaders: (response, path) => {
      const forever = path.includes('/assets/');
      response.setHeader('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  server.get('/*', (request, reply) => {
    const isPage = !request.url.startsWith('/api/') && request.headers.accept?.includes('text/html') === true;
    if (!isPage)
      return sendRefusal(reply, 'NOT_FOUND', request.id, { message: 'There is nothing at this address.' });
    return reply.sendFile('index.html');
  });
};
