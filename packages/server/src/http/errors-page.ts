import { readFile } from 'node:fs/promises';
import { ERROR_CODES, ERROR_TABLE } from '@stockflow/schemas';
import type { FastifyInstance } from 'fastify';
import { Marked, type Tokens } from 'marked';

const SOURCE = new URL('../../../../docs/errors.md', import.meta.url);

/**
 * /docs/errors: what each refusal means and what to do, with a heading per code. The SDK's errors lead there
 * (`error.docs`), so every StockFlow serves the page of its own version, also where nobody can reach the internet.
 */
export const registerErrorsPage = async (server: FastifyInstance): Promise<void> => {
  const page = errorsPage(await readFile(SOURCE, 'utf8').catch(fromTable));
  server.get('/docs/errors', (_request, reply) =>
    reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'public, max-age=300')
      .send(page),
  );
};

/** Where the server stands without its docs, the table itself is the page. */
const fromTable = (): string =>
  [
    '# Refusals',
    ...ERROR_CODES.map((code) => `## ${code}\n\n${ERROR_TABLE[code].status}. ${ERROR_TABLE[code].message}`),
  ].join('\n\n');

/** The page of a text in Markdown, with no script and nothing from elsewhere; each heading can be led to. */
export const errorsPage = (markdown: string): string => {
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }: Tokens.Heading) {
        const id = text.toLowerCase().replace(/[^\w]+/g, '-');
        return `<h${depth} id="${id}"><a href="#${id}">${this.parser.parseInline(tokens)}</a></h${depth}>\n`;
      },
    },
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>StockFlow: refusals</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main>
${marked.parse(withStatuses(markdown), { async: false })}</main>
</body>
</html>
`;
};

// "409. Another …" is a status, and no list that begins at 409.
const withStatuses = (markdown: string): string => markdown.replace(/^(\d{3})\. /gm, '$1\\. ');

const STYLE = `:root { color-scheme: light dark; }
body { margin: 0; font: 16px/1.6 system-ui, sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 50vh; overflow-wrap: break-word; }
h2, h3 { margin: 2.5rem 0 0.5rem; font-size: 1.15rem; scroll-margin-top: 1rem; }
h2 a, h3 a, h1 a { color: inherit; text-decoration: none; }
h2 a:hover, h3 a:hover { text-decoration: underline; }
:target { background: light-dark(#fff3bf, #4d3f00); outline: 0.4rem solid light-dark(#fff3bf, #4d3f00); }
code { font: 0.9em ui-monospace, monospace; background: light-dark(#f1f3f5, #2b2d31); padding: 0.1em 0.3em; border-radius: 4px; }
pre { overflow-x: auto; background: light-dark(#f1f3f5, #2b2d31); padding: 0.75rem 1rem; border-radius: 6px; }
pre code { background: none; padding: 0; }`;
