import { isRefusal, newId, type Stockflow, type StockflowError } from '@stockflow/sdk';
import {
  type MutationFunctionContext,
  mutationOptions,
  type UseMutationOptions,
} from '@tanstack/react-query';
import { invalidateStockflow, type StockflowGroup } from './invalidate.ts';
import { WITHOUT_KEY, WRITES, type Writes } from './procedures.ts';

type Method = (...parameters: never[]) => unknown;
/** What `mutate` takes: nothing, too, where the method's input can be left out. */
// biome-ignore lint/suspicious/noConfusingVoidType: only with void may a call of `mutate` stand without an argument.
type Variables<Input> = undefined extends Input ? NonNullable<Input> | void : Input;

/** What `useMutation` takes; callbacks are yours to add: what is to be read again does not depend on them. */
export type WriteOptions<Answer, Input> = UseMutationOptions<Answer, StockflowError, Input> & {
  mutationKey: readonly ['stockflow', group: string, method: string];
};

type MutationOf<Call> = Call extends Method
  ? () => WriteOptions<Awaited<ReturnType<Call>>, Variables<Parameters<Call>[0]>>
  : never;

/** Made by way of Pick, which keeps the SDK's words on each method: they show on hover. */
type GroupMutations<Api, Names> = {
  readonly [Name in keyof Pick<Api, keyof Api & keyof Names>]: MutationOf<Api[Name]>;
};

/** TanStack Query options for what the SDK writes, grouped as the SDK is. */
export type StockflowMutations = {
  readonly [Group in keyof Pick<Stockflow, keyof Writes>]: GroupMutations<Stockflow[Group], Writes[Group]>;
};

type Write = (input: object) => Promise<unknown>;
interface Input {
  idempotencyKey?: string | undefined;
}

/**
 * TanStack Query options for writes. When one is done, and when its outcome is not known or shows that the screen is old,
 * what it makes old is read again. A write that was not answered keeps its idempotency key: the same input sent again acts
 * once, whether TanStack Query or a person sends it. In components `useStockflowMutations()`.
 * @example
 * const receive = useMutation(stockflowMutations(stockflow).inventory.receive())
 * receive.mutate({ lines: [{ productId, warehouseId, quantity: 12 }] })
 */
export const stockflowMutations = (stockflow: Stockflow): StockflowMutations => {
  const groups: Record<string, Record<string, unknown>> = {};
  for (const [group, methods] of Object.entries(WRITES)) {
    const made: Record<string, unknown> = {};
    for (const [name, makesOld] of Object.entries(methods)) {
      const api = stockflow[group as keyof Writes] as unknown as Record<string, Write>;
      const send: Write = (input) => api[name]?.(input) as Promise<unknown>;
      const write = WITHOUT_KEY.has(`${group}.${name}`) ? send : keyed(send);
      made[name] = writeOf(write, ['stockflow', group, name], makesOld);
    }
    groups[group] = made;
  }
  return groups as unknown as StockflowMutations;
};

// In the mutation's own function and not in its `onSuccess`: whoever adds a callback of their own would lose it.
const writeOf = (write: Write, mutationKey: string[], makesOld: readonly StockflowGroup[]) => () =>
  mutationOptions({
    mutationKey,
    mutationFn: async (input: object | undefined, { client }: MutationFunctionContext) => {
      try {
        const answer = await write(input ?? {});
        void invalidateStockflow(client, makesOld);
        return answer;
      } catch (error) {
        if (!isAnswered(error) || SHOWS_OLD.has(error.code)) void invalidateStockflow(client, makesOld);
        throw error;
      }
    },
  });

/** Refusals that say that what the person saw is not so any more. */
const SHOWS_OLD: ReadonlySet<string> = new Set([
  'INSUFFICIENT_STOCK',
  'INVALID_REFERENCE',
  'NOT_FOUND',
  'RESERVATION_EXPIRED',
  'STATE_CONFLICT',
  'VERSION_CONFLICT',
]);

/** True when nothing was done, for sure. Without an answer it may have been, and so behind a server that broke. */
const isAnswered = (error: unknown): error is StockflowError =>
  isRefusal(error) && error.code !== 'UNAVAILABLE' && error.code !== 'INTERNAL';

/**
 * Calls of equal input share a key only one after the other, until one is answered: two that are under way at once are two
 * (a scanner that reads two of a kind), one that is sent again is the same.
 */
const keyed = (send: Write): Write => {
  const unanswered = new Map<string, string[]>();
  return async (input: Input) => {
    if (input.idempotencyKey !== undefined) return send(input);
    const text = JSON.stringify(input);
    const idempotencyKey = unanswered.get(text)?.shift() ?? newId();
    try {
      return await send({ ...input, idempotencyKey });
    } catch (error) {
      if (!isAnswered(error)) unanswered.set(text, [...(unanswered.get(text) ?? []), idempotencyKey]);
      throw error;
    }
  };
};
