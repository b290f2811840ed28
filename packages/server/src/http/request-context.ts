import type { Database } from '@stockflow/db';
import { refuse } from '@stockflow/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { identify } from '../auth/identify.ts';
import type { Actor } from '../core/actor.ts';
import type { Context, SessionCookie } from '../core/context.ts';
import type { FairLine } from '../core/fair-line.ts';
import type { HoldQuota } from '../core/hold-quota.ts';
import type { LiveHub } from '../core/live/hub.ts';
import type { Telemetry } from '../core/telemetry.ts';
import type { Throttles } from '../core/throttle.ts';

export interface ContextParts {
  database: Database;
  logger: Logger;
  publicUrl: string;
  throttles: Throttles;
  holds: HoldQuota;
  line: FairLine;
  live: LiveHub;
  telemetry?: Telemetry | undefined;
  now: () => Date;
}

export type ContextFactory = (request: FastifyRequest, reply: FastifyReply) => Context;

/** Of 32 characters and more. */
const MARK_LENGTH = 12;

// Browsers take a __Host- cookie over TLS only; on plain http (a developer's machine) it goes without the prefix.
const cookieName = (secure: boolean): string => (secure ? '__Host-stockflow_session' : 'stockflow_session');

/** Makes the context of one HTTP request: who calls is asked once, however many calls the batch has. */
export const createContextFactory = (parts: ContextParts): ContextFactory => {
  const secure = parts.publicUrl.startsWith('https:');
  const name = cookieName(secure);
  return (request, reply) => {
    let actor: Promise<Actor> | undefined;
    // Field by field and with methods: spreading the parts, and the call by which esbuild (in tsx) names an arrow
    // function each time that it is made, cost 14 µs of the 100 of an empty procedure.
    return {
      database: parts.database,
      logger: parts.logger,
      publicUrl: parts.publicUrl,
      throttles: parts.throttles,
      holds: parts.holds,
      line: parts.line,
      credentialMark: (request.headers.authorization ?? request.cookies[name])?.slice(-MARK_LENGTH),
      live: parts.live,
      now: parts.now,
      requestId: request.id,
      trace: request.trace,
      telemetry: parts.telemetry,
      address: request.ip,
      cookie: sessionCookie(reply, name, secure),
      identify() {
        actor ??= whoCalls(parts, request, { cookie: name, isLookOnly: false }).then((found) => {
          request.actor = { kind: found.kind, id: found.id, companyId: found.company.id };
          return found;
        });
        return actor;
      },
      identifyAgain() {
        return whoCalls(parts, request, { cookie: name, isLookOnly: true });
      },
    };
  };
};

const whoCalls = async (
  parts: ContextParts,
  request: FastifyRequest,
  { cookie, isLookOnly }: { cookie: string; isLookOnly: boolean },
): Promise<Actor> => {
  const bearer = bearerOf(request);
  if (bearer !== undefined)
    return identify({ database: parts.database, now: parts.now(), credential: bearer, isLookOnly });
  const session = request.cookies[cookie];
  if (session === undefined) throw refuse('AUTH_REQUIRED', null);
  // A browser sends the cookie by itself, so a write must come from our own page (no form, no other site).
  if (request.method !== 'GET' && !sameOrigin(request)) {
    throw refuse('FORBIDDEN', null, 'A write with the session cookie must come from the same origin.');
  }
  return identify({ database: parts.database, now: parts.now(), credential: session, isLookOnly });
};

const bearerOf = (request: FastifyRequest): string | undefined => {
  const header = request.headers.authorization;
  if (header === undefined) return undefined;
  const match = /^Bearer +(\S{1,512})$/i.exec(header);
  if (!match?.[1])
    throw refuse(
      'INVALID_CREDENTIALS',
      null,
      'Send the header as: Authorization: Bearer <key or session token>.',
    );
  return match[1];
};

const sameOrigin = (request: FastifyRequest): boolean => {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const origin = request.headers.origin;
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === request.host;
};

const sessionCookie = (reply: FastifyReply, name: string, secure: boolean): SessionCookie => ({
  set(sessionId, expires) {
    reply.setCookie(name, sessionId, { ...cookieOptions(secure), expires });
  },
  clear() {
    reply.clearCookie(name, cookieOptions(secure));
  },
});

const cookieOptions = (secure: boolean) => ({ path: '/', httpOnly: true, secure, sameSite: 'lax' as const });
