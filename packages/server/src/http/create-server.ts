import cookies from '@fastify/cookie';
import { type Database, rewatcherOf } from '@stockflow/db';
import type { ErrorCode } from '@stockflow/schemas';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  LogController,
} from 'fastify';
import type { Logger } from 'pino';
import { uuidv7 } from 'uuidv7';
import { FairLine } from '../core/fair-line.ts';
import { HoldQuota } from '../core/hold-quota.ts';
import { LiveHub, type LiveLimits } from '../core/live/hub.ts';
import type { Telemetry } from '../core/telemetry.ts';
import { createThrottles, DEFAULT_LIMITS, type ThrottleLimits } from '../core/throttle.ts';
import { registerRest } from '../rest/register-rest.ts';
import { registerDocument } from '../rest/serve-document.ts';
import { registerApiVersion } from './api-version.ts';
import { registerErrorsPage } from './errors-page.ts';
import { registerHealth } from './health.ts';
import { readToEnd } from './read-to-end.ts';
import { createContextFactory } from './request-context.ts';
import { registerRequestLog } from './request-log.ts';
import { registerSampleApp } from './sample-app.ts';
import { securityHeaders } from './security-headers.ts';
import { sendRefusal } from './send-refusal.ts';
import { registerTrpc } from './trpc.ts';
import { answerUnreadable } from './unreadable.ts';

/** The largest body: 1 MiB. */
export const BODY_BYTES_MAX = 1_048_576;

export interface ServerOptions {
  database: Database;
  logger: Logger;
  /** Where people reach the sample app, such as "https://stock.example.com". Decides the cookie's name and links. */
  publicUrl: string;
  /**
   * How many proxies of your own stand before the server; true is one. The caller's address is then that many from the
   * right of X-Forwarded-For: the rest is what the caller wrote himself. Default none.
   */
  trustProxy?: boolean | number;
  /** Folder of the built sample app; none is served without it. */
  staticFolder?: string;
  /** Limits of sign-in and sign-up tries. */
  throttleLimits?: Partial<ThrottleLimits>;
  /** Holds that end by themselves and that one person or key may have at once; default 10,000. */
  holdsPerCredential?: number | undefined;
  /** How many may follow live at once. */
  liveLimits?: Partial<LiveLimits>;
  /** Traces and metrics; neither without it. Give its `database` part to `openDatabase`, too. */
  telemetry?: Telemetry | undefined;
  /** The clock. */
  now?: () => Date;
}

/**
 * The HTTP server: tRPC at /api/trpc, REST at /api, health, and the sample app. It listens when told to.
 * @example const server = await createServer({ database, logger, publicUrl }); await server.listen({ port: 4000 })
 */
export const createServer = async (options: ServerOptions): Promise<FastifyInstance> => {
  const fixedHeaders = await securityHeaders(options.publicUrl);
  const proxies = Number(options.trustProxy ?? 0);
  const server: FastifyInstance = Fastify({
    loggerInstance: options.logger as FastifyBaseLogger,
    // One line a request, of our own making: Fastify's would hold the address with its query.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_BYTES_MAX,
    // Not `true` to Fastify, which would believe whatever a caller wrote: a new address for each guess at a password. Nor
    // a number, which it takes for none.
    trustProxy: proxies > 0 && ((_address: string, hop: number) => hop < proxies),
    // A batch puts the names of its procedures into one path parameter.
    routerOptions: { maxParamLength: 1_000 },
    genReqId: (request) => acceptedRequestId(request.headers['request-id']) ?? uuidv7(),
    requestIdHeader: false,
    // What is refused before there is a route: an address that cannot be decoded.
    frameworkErrors: (error, request, reply) => {
      reply.headers(fixedHeaders).header('Request-Id', request.id);
      answerError(error, request.id, reply, options.logger);
    },
    clientErrorHandler: answerUnreadable,
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    // Node checks its own header and request timeouts only this often; its default is 30 s.
    http: { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 2_000 },
  });
  // Only JSON comes in: no form can be posted from another site.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );

  // Hooks answer by calling back: an async one costs every request a round of the microtask queue.
  server.addHook('onRequest', (request, reply, done) => {
    reply.headers(fixedHeaders).header('Request-Id', request.id);
    done();
  });
  registerRequestLog(server, options.telemetry);
  registerApiVersion(server);
  server.setErrorHandler(async (error: FastifyError, request, reply) => {
    if (error.statusCode === 413) await readToEnd(request.raw);
    answerError(error, request.id, reply, options.logger);
    return reply;
  });
  server.setNotFoundHandler((request, reply) =>
    sendRefusal(reply, 'NOT_FOUND', request.id, { message: 'There is nothing at this address.' }),
  );
  await server.register(cookies);

  rewatcherOf(options.database).onDrift = (companyId, { demand, levels }) =>
    options.logger.error(
      { companyId, demand: demand.drifts, levels: levels.drifts },
      `alerts were not what the books say and were made right: ${demand.drifting} days of demand, ${levels.drifting} levels`,
    );

  const limits = { ...DEFAULT_LIMITS, ...options.throttleLimits };
  const live = new LiveHub(options.database, options.liveLimits);
  // Streams would keep the server from closing for as long as anybody follows.
  server.addHook('preClose', () => live.close());
  options.telemetry?.watch(() => ({ pool: options.database.figures(), subscriptions: live.subscriptions }));
  const createContext = createContextFactory({
    live,
    telemetry: options.telemetry,
    database: options.database,
    logger: options.logger,
    publicUrl: options.publicUrl,
    throttles: createThrottles(options.database, limits),
    holds: new HoldQuota(options.database, options.holdsPerCredential),
    line: new FairLine(),
    now: options.now ?? (() => new Date()),
  });
  registerHealth(server, options.database);
  registerTrpc(server, createContext);
  await registerRest(server, createContext);
  registerDocument(server);
  await registerErrorsPage(server);
  if (options.staticFolder !== undefined) await registerSampleApp(server, options.staticFolder);
  return server;
};

const acceptedRequestId = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' && /^[\w-]{8,64}$/.test(header) ? header : undefined;

const CODE_OF_STATUS: Record<number, ErrorCode> = {
  400: 'VALIDATION_FAILED',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'PAYLOAD_TOO_LARGE',
  // A part of the address is too long.
  414: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};

const answerError = (error: FastifyError, requestId: string, reply: FastifyReply, logger: Logger): void => {
  const code = CODE_OF_STATUS[error.statusCode ?? 500] ?? 'INTERNAL';
  if (code === 'INTERNAL') logger.error({ requestId, err: error }, 'a request failed');
  sendRefusal(reply, code, requestId);
};
