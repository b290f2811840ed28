import { Readable } from 'node:stream';
import { getTRPCErrorFromUnknown, isTrackedEnvelope } from '@trpc/server';
import type { FastifyReply } from 'fastify';
import { wireErrorOf } from '../core/wire-error.ts';
import { type Asking, callProcedure, sendProblem } from './answer.ts';
import { problemOf } from './problem.ts';

/** A comment each so often keeps proxies from closing a quiet stream. */
const PING_MS = 15_000;

/**
 * Answers a subscription as Server-Sent Events: `id` to come back with (`Last-Event-ID`), `event` with the message's type,
 * `data` with the message. A refusal before the first message is a problem with its own status; one that ends a stream
 * is an event `error` with the problem as its data.
 */
export const answerStream = async (asking: Asking): Promise<FastifyReply> => {
  const { reply, request, context } = asking;
  let messages: AsyncIterator<unknown>;
  let first: IteratorResult<unknown>;
  try {
    messages = ((await callProcedure(asking)) as AsyncIterable<unknown>)[Symbol.asyncIterator]();
    first = await messages.next();
  } catch (cause) {
    return sendProblem(reply, getTRPCErrorFromUnknown(cause), { context, request });
  }
  const endOf = (cause: unknown): string => {
    const problem = problemOf(wireErrorOf(getTRPCErrorFromUnknown(cause), context.requestId));
    return `event: error\ndata: ${JSON.stringify(problem)}\n\n`;
  };
  return reply
    .header('content-type', 'text/event-stream')
    .header('cache-control', 'no-store')
    .header('x-accel-buffering', 'no')
    .send(Readable.from(written({ messages, first, endOf }), { objectMode: false, highWaterMark: 0 }));
};

interface Writing {
  messages: AsyncIterator<unknown>;
  first: IteratorResult<unknown>;
  endOf(cause: unknown): string;
}

async function* written({ messages, first, endOf }: Writing): AsyncGenerator<string, void, undefined> {
  try {
    let next = Promise.resolve(first);
    for (;;) {
      const said = await nextOrQuiet(next);
      if (said === 'quiet') {
        yield ': still here\n\n';
        continue;
      }
      if (said.done) return;
      yield eventOf(said.value);
      next = messages.next();
      // Whoever leaves while it is awaited never looks at how it ended.
      next.catch(() => undefined);
    }
  } catch (cause) {
    yield endOf(cause);
  } finally {
    await messages.return?.();
  }
}

const nextOrQuiet = async (
  next: Promise<IteratorResult<unknown>>,
): Promise<IteratorResult<unknown> | 'quiet'> => {
  let timer: NodeJS.Timeout | undefined;
  const quiet = new Promise<'quiet'>((resolve) => {
    timer = setTimeout(() => resolve('quiet'), PING_MS);
    timer.unref();
  });
  try {
    return await Promise.race([next, quiet]);
  } finally {
    clearTimeout(timer);
  }
};

const eventOf = (message: unknown): string => {
  if (!isTrackedEnvelope(message)) throw new Error('a message of a stream has no id to resume from');
  const [id, data] = message;
  const { type } = data as { type: string };
  return `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
};
