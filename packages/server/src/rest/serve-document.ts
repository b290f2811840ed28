import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isKnown } from './etag.ts';

const compressed = promisify(gzip);

/** A text that does not change while the server runs: sent with its tag, and packed where the caller takes that. */
class Fixed {
  readonly #type: string;
  readonly #text: Buffer;
  readonly #etag: string;
  #packed: Promise<Buffer> | undefined;

  constructor(type: string, text: Buffer | string) {
    this.#type = type;
    this.#text = Buffer.from(text);
    this.#etag = `"${createHash('sha1').update(this.#text).digest('base64url').slice(0, 16)}"`;
  }

  async send(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    reply.header('etag', this.#etag).header('vary', 'accept-encoding');
    reply.header('cache-control', 'public, max-age=300').header('content-type', this.#type);
    if (isKnown(request.headers['if-none-match'], this.#etag)) return reply.status(304).send();
    if (!/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) return reply.send(this.#text);
    this.#packed ??= compressed(this.#text);
    return reply.header('content-encoding', 'gzip').send(await this.#packed);
  }
}

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>StockFlow API</title>
<link rel="icon" href="data:,">
</head>
<body>
<noscript>This page needs JavaScript. The same as text: <a href="/openapi.json">/openapi.json</a></noscript>
<div id="reference"></div>
<script src="/api/reference/scalar.js"></script>
<script src="/api/reference/start.js"></script>
</body>
</html>
`;

// No fonts, no proxy, no telemetry, no assistant: the page speaks to this server only, and its policy holds it to that.
const START = `Scalar.createApiReference('#reference', {
  url: '/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
  documentDownloadType: 'json',
  authentication: { preferredSecurityScheme: 'bearer' },
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
})
`;

/** As for every page of this server, but for what the reference draws with: images it made and styles in the page. */
const PAGE_POLICY = [
  "default-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
  "object-src 'none'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
].join(';');

const documentFile = new URL('../../openapi.json', import.meta.url);

/** Scalar's whole page is one file of its package: nothing comes from elsewhere. */
const scalarFile = (): string => {
  const entry = createRequire(import.meta.url).resolve('@scalar/fastify-api-reference');
  return join(dirname(entry), 'js', 'standalone.js');
};

/** Serves the OpenAPI document at /openapi.json, and a page to read it at /api/reference. */
export const registerDocument = (server: FastifyInstance): void => {
  // Read when first asked for: a server that nobody asks keeps 4 MB less.
  const once = (load: () => Promise<Fixed> | Fixed) => {
    let loaded: Promise<Fixed> | undefined;
    return async (request: FastifyRequest, reply: FastifyReply) => {
      loaded ??= Promise.resolve(load());
      return (await loaded).send(request, reply);
    };
  };
  const javascript = 'text/javascript; charset=utf-8';
  server.get(
    '/openapi.json',
    once(async () => new Fixed('application/json; charset=utf-8', await readFile(documentFile))),
  );
  const page = once(() => new Fixed('text/html; charset=utf-8', PAGE));
  server.get('/api/reference', (request, reply) => {
    reply.header('content-security-policy', PAGE_POLICY);
    return page(request, reply);
  });
  server.get(
    '/api/reference/start.js',
    once(() => new Fixed(javascript, START)),
  );
  server.get(
    '/api/reference/scalar.js',
    once(async () => new Fixed(javascript, await readFile(scalarFile()))),
  );
};
