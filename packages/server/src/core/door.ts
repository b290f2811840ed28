import {
  type CompanyTransaction,
  hasMarkedThresholds,
  onBehalfOf,
  rewatcherOf,
  type StockOperation,
  stockGateOf,
} from '@stockflow/db';
import { refuse } from '@stockflow/domain';
import type { Scope } from '@stockflow/schemas';
import { getTRPCErrorFromUnknown, initTRPC, type TRPCError } from '@trpc/server';
import type { Context } from './context.ts';
import type { Deprecation } from './deprecation.ts';
import type { CallEnd } from './telemetry.ts';
import { asTrpcError, wireErrorOf } from './wire-error.ts';
import { type WriteInput, writeIdOf, writeOnce } from './write-once.ts';

/** Who may pass: everyone, whoever is signed in, or whoever has the scope. */
export interface DoorMeta {
  access: 'public' | 'signed-in' | Scope;
  /** The door will go: `may('stock:read').meta({ access: 'stock:read', deprecated: { since: '2026-11-23' } })`. */
  deprecated?: Deprecation;
}

const t = initTRPC
  .context<Context>()
  .meta<DoorMeta>()
  .create({
    isServer: true,
    isDev: false,
    // A comment each 15 s keeps proxies from closing a quiet stream; a client that hears none for 45 s comes again.
    sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 45_000 } },
    defaultMeta: { access: 'public' },
    errorFormatter: ({ shape, error, ctx }) => {
      const { status, ...wire } = wireErrorOf(error, ctx?.requestId ?? '');
      return { code: shape.code, message: wire.message, data: { ...wire, httpStatus: status } };
    },
  });

/** Lists procedures: a router only lists. */
export const router = t.router;
/** Calls the doors without HTTP: REST routes and tests come in this way. */
export const createCallerFactory = t.createCallerFactory;

/** How a call ended, for whoever counts. */
const endOf = (result: { ok: true } | { ok: false; error: TRPCError }): CallEnd => {
  const code = result.ok ? 'OK' : wireErrorOf(result.error, '').code;
  return { code, isFailure: code === 'INTERNAL' };
};

// Innermost knowledge of tRPC: a Refusal becomes the TRPCError with the right status, a surprise is logged.
const answering = t.middleware(async ({ ctx, next, path, type }) => {
  const { requestId, trace, telemetry } = ctx;
  // Whatever the door asks of the database is marked with the request: a slow statement leads back to it.
  const named = () =>
    onBehalfOf({ requestId, action: path, traceparent: telemetry?.traceparent() ?? trace?.traceparent }, () =>
      next(),
    );
  const result = await (telemetry
    ? telemetry.call({ procedure: path, type, requestId, trace }, named, endOf)
    : named());
  if (!result.ok) throw answerOf(result.error, ctx, path);
  if (type === 'subscription')
    result.data = answeringStream(result.data as AsyncIterable<unknown>, ctx, path);
  return result;
});

const answerOf = (thrown: TRPCError, ctx: Context, path: string): TRPCError => {
  const error = asTrpcError(thrown);
  if (error.code === 'INTERNAL_SERVER_ERROR') {
    ctx.logger.error(
      { requestId: ctx.requestId, procedure: path, err: error.cause ?? error },
      'a door failed',
    );
  }
  return error;
};

/** What ends a stream is answered in the same words as what ends a call. */
async function* answeringStream(messages: AsyncIterable<unknown>, ctx: Context, path: string) {
  try {
    yield* messages;
  } catch (thrown) {
    throw answerOf(getTRPCErrorFromUnknown(thrown), ctx, path);
  }
}

/** A door for everyone: sign-up, sign-in, invitation links. */
export const open = t.procedure.meta({ access: 'public' }).use(answering);

/** Who is let in waits for a turn before anything is asked of the database; a stream, which is under way for hours, does not. */
const inTurn = open.use(async ({ ctx, next, type }) => {
  const party = type === 'subscription' ? undefined : ctx.line.partyOf(ctx.credentialMark);
  if (party === undefined) return next();
  const turn = ctx.line.enter(party);
  if (turn) await turn;
  try {
    return await next();
  } finally {
    ctx.line.leave(party);
  }
});

const identified = inTurn.use(async ({ ctx, next, path }) => {
  const actor = await ctx.identify();
  const companyId = actor.company.id;
  ctx.line.learn(ctx.credentialMark, companyId);
  const gate = stockGateOf(ctx.database);
  gate.attend(companyId);
  const rewatcher = rewatcherOf(ctx.database);
  rewatcher.attend(companyId);
  return next({
    // tRPC adds these to the context (spreading it here as well: 7 µs). Methods, since esbuild names arrow functions
    // by a call each time that they are made.
    ctx: {
      actor,
      /** Stands in the company's transaction; reads and plain work. */
      inCompany<T>(work: (tx: CompanyTransaction) => Promise<T>) {
        return ctx.database.inCompany(companyId, work);
      },
      /**
       * Stands in the company's transaction for a write that acts once per `input.idempotencyKey`:
       * the key, the effect and the answer are one transaction. `work` answers in wire form. When it changes thresholds
       * (`markThresholds`), alerts of up to 500 levels are opened and ended before the answer.
       */
      async write<T>(input: WriteInput, work: (tx: CompanyTransaction) => Promise<T>) {
        let isMarked = false;
        const once = { database: ctx.database, companyId, procedure: path, input, now: ctx.now() };
        const answer = await writeOnce(once, async (tx) => {
          const done = await work(tx);
          isMarked = hasMarkedThresholds(tx);
          return done;
        });
        if (isMarked) await rewatcher.kick(companyId);
        return answer;
      },
      /**
       * Runs a stock operation, gathered with those of other callers into one transaction; acts once per
       * `input.idempotencyKey`, as `write` does.
       */
      moveStock<T>(
        input: WriteInput,
        { needs, plan }: Pick<StockOperation<T>, 'needs' | 'plan'>,
      ): Promise<T> {
        const now = ctx.now();
        const once = writeIdOf({ procedure: path, input, now });
        const who = { type: actor.kind, id: actor.id };
        return gate.submit(companyId, { actor: who, requestId: ctx.requestId, now, once, needs, plan });
      },
      /** Says that a hold of the company ends then. */
      watchHold(dueAt: string) {
        gate.watch(companyId, new Date(dueAt));
      },
    },
  });
});

/** A door for whoever is signed in, whatever the role. */
export const signedIn = identified.meta({ access: 'signed-in' });

/**
 * A door for whoever has the scope, by role or by key; else 401 or 403, before the input is read.
 * @example may('catalogue:write').input(createProductInput).output(productCreatedSchema).mutation(…)
 */
export const may = (scope: Scope) =>
  identified.meta({ access: scope }).use(({ ctx, next }) => {
    if (!ctx.actor.scopes.has(scope)) {
      throw refuse(
        'FORBIDDEN',
        { required: scope },
        `This needs ${scope}, which your role or key does not have.`,
      );
    }
    return next();
  });
