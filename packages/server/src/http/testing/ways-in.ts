import { request } from 'node:http';
import { DatabaseUnavailableError } from '@stockflow/db';
import { createTestDatabase } from '@stockflow/db/testing';
import { refuse } from '@stockflow/domain';
import pino from 'pino';
import { z } from 'zod';
import { may, open, router, signedIn } from '../../core/door.ts';
import { FairLine } from '../../core/fair-line.ts';
import { HoldQuota } from '../../core/hold-quota.ts';
import { LiveHub } from '../../core/live/hub.ts';
import { createServer } from '../create-server.ts';
import { createContextFactory } from '../request-context.ts';
import { registerTrpc } from '../trpc.ts';
import { registerAdapter } from './adapter.ts';

/** What the doors saw of their callers, and what the log holds. */
export interface Seen {
  signal?: AbortSignal | undefined;
  /** What was logged as an error. */
  lines: string[];
  started(): void;
}

const text = z.object({ text: z.string() });

/** Doors that behave in every way that an answer can depend on. */
const doorsThat = (seen: Seen) =>
  router({
    echo: open.input(text).query(({ input }) => input),
    say: open.input(text).mutation(({ input }) => ({ said: input.text })),
    maybe: open.input(text.optional()).query(({ input }) => ({ given: input ?? null })),
    quiet: open.query(() => ({ ok: true })),
    nothing: open.query(() => undefined),
    odd: open.query(() => ({ text: 'Ünïcödé, 100 % "quoted" \u2028 <b>' })),
    deep: { down: { here: open.query(() => 1) } },
    mine: signedIn.input(text).query(({ input }) => input),
    scoped: may('catalogue:write')
      .input(text)
      .mutation(({ input }) => input),
    limited: open.query(() => {
      throw refuse('RATE_LIMITED', { retryAfterSeconds: 7 });
    }),
    gone: open.query(() => {
      throw new DatabaseUnavailableError('away');
    }),
    taken: open.mutation(() => {
      throw refuse('SKU_TAKEN', { sku: 'TEA-1' });
    }),
    bug: open.query(() => {
      throw new Error('secret words');
    }),
    odder: open.query(() => {
      throw 'a string';
    }),
    sieved: open.output(z.object({ id: z.string() })).query(() => ({ id: 5 }) as never),
    endless: open.query(() => ({ big: 10n })),
    later: open.query(() => ({ promise: Promise.resolve(1) })),
    cookie: open.mutation(({ ctx }) => {
      ctx.cookie?.set('a-session', new Date(86_400_000));
      return { set: true };
    }),
    ticks: open.subscription(async function* () {
      yield 1;
      yield 2;
    }),
    slow: open.query(async ({ signal }) => {
      seen.signal = signal;
      seen.started();
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { ok: true };
    }),
  });

/** One server with the same doors behind two handlers: ours at /ours, tRPC's own adapter at /theirs. */
export const startBothWaysIn = async (seen: Seen) => {
  const test = await createTestDatabase();
  const logger = pino({ level: 'error' }, { write: (line) => void seen.lines.push(line) });
  const shared = { database: test.database, logger, publicUrl: 'http://127.0.0.1' };
  const server = await createServer(shared);
  const throttles = { count: async () => undefined, forget: async () => undefined };
  const createContext = createContextFactory({
    ...shared,
    live: new LiveHub(test.database),
    throttles,
    holds: new HoldQuota(test.database),
    line: new FairLine(),
    now: () => new Date(),
  });
  const doors = doorsThat(seen);
  registerTrpc(server, createContext, { router: doors, prefix: '/ours' });
  registerAdapter(server, createContext, { router: doors, prefix: '/theirs' });
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  return {
    url,
    async close() {
      await server.close();
      await test.drop();
    },
  };
};

/** A request as it goes over the wire: nothing is added or put right. */
export interface Sent {
  method?: 'GET' | 'POST' | 'HEAD';
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface Answered {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** Sends it to one of the ways in. */
export const sendTo = (base: string, { method = 'GET', path, headers = {}, body }: Sent): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const { hostname, port, pathname } = new URL(base);
    const sent = request({ hostname, port, method, path: `${pathname}/${path}`, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
