import { API_VERSION, API_VERSIONS } from '@stockflow/schemas';
import type { FastifyInstance } from 'fastify';
import { sendRefusal } from './send-refusal.ts';

/**
 * Every answer under /api says in `Stockflow-Version` which API it speaks. A request may say which it means; one that means
 * another is refused before anything runs, whoever sends it. Without the header it means the newest.
 */
export const registerApiVersion = (server: FastifyInstance): void => {
  server.addHook('onRequest', (request, reply, done) => {
    if (!request.url.startsWith('/api/')) return done();
    reply.header('Stockflow-Version', API_VERSION);
    const requested = request.headers['stockflow-version'];
    if (requested === undefined || API_VERSIONS.includes(String(requested))) return done();
    const details = { requested: String(requested).slice(0, 100), supported: [...API_VERSIONS] };
    sendRefusal(reply, 'VERSION_UNSUPPORTED', request.id, { details });
  });
};
