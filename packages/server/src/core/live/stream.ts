import { isTrackedEnvelope, tracked } from '@trpc/server';
import { isAsyncIterable } from '@trpc/server/unstable-core-do-not-import';
import { z } from 'zod';

const itemsOf = new WeakMap<z.ZodType, z.ZodType>();

/**
 * The output schema of a subscription: a sieve for each of its messages, which come with the id to resume from.
 * @example may('alerts:read').input(watchAlertsInput).output(streamOf(alertMessageSchema)).subscription(…)
 */
export const streamOf = <Item extends z.ZodType>(item: Item) => {
  const stream = z
    .custom<AsyncIterable<Tracked<z.input<Item>>>>((value) => isAsyncIterable(value))
    .transform((messages) => sieved(messages, item));
  itemsOf.set(stream, item);
  return stream;
};

/** The schema of one message of a stream; undefined for the output of another door. */
export const itemOf = (output: z.ZodType): z.ZodType | undefined => itemsOf.get(output);

type Tracked<T> = ReturnType<typeof tracked<T>>;

async function* sieved<Item extends z.ZodType>(
  messages: AsyncIterable<Tracked<z.input<Item>>>,
  item: Item,
): AsyncGenerator<Tracked<z.output<Item>>, void, undefined> {
  for await (const message of messages) {
    if (!isTrackedEnvelope(message)) throw new Error('a message of a stream has no id to resume from');
    yield tracked(message[0], await item.parseAsync(message[1]));
  }
}
