import { newId, type Stockflow, type StockflowError } from '@stockflow/sdk';
import { mutationOptions, type UseMutationOptions } from '@tanstack/react-query';
import { WRITES, type Writes } from './procedures.ts';
import { invalidateStockflow } from './queries.ts';

type Method = (...parameters: never[]) => unknown;
type MutationOf<Call> = Call extends Method
  ? () => UseMutationOptions<Awaited<ReturnType<Call>>, StockflowError, NonNullable<Parameters<Call>[0]>>
  : never;

/** TanStack Query options for what the SDK writes, grouped as the SDK is. */
export type StockflowMutations = {
  readonly [Group in keyof Writes]: {
    readonly [Name in keyof Writes[Group] & keyof Stockflow[Group]]: MutationOf<Stockflow[Group][Name]>;
  };
};

type AnyWrite = (input: object) => Promise<unknown>;

/** Sent once each: they carry no key. */
const WITHOUT_KEY = new Set(['apiKeys.create', 'apiKeys.rotate', 'members.invite']);

/**
 * TanStack Query options for writes. When one is done, what it made old is read again. One input carries one idempotency
 * key, however often TanStack Query or a second press sends that very object: it acts once. In components
 * `useStockflowMutations()`.
 * @example
 * const receive = useMutation(stockflowMutations(stockflow).inventory.receive())
 * receive.mutate({ lines: [{ productId, warehouseId, quantity: 12 }] })
 */
export const stockflowMutations = (stockflow: Stockflow): StockflowMutations => {
  const groups: Record<string, Record<string, unknown>> = {};
  for (const [group, methods] of Object.entries(WRITES)) {
    const calls = stockflow[group as keyof Writes] as unknown as Record<string, AnyWrite>;
    const made: Record<string, unknown> = {};
    for (const [name, refreshes] of Object.entries(methods)) {
      const keys = new WeakMap<object, string>();
      const keyed = (input: object): object => {
        if (WITHOUT_KEY.has(`${group}.${name}`)) return input;
        const key = keys.get(input) ?? newId();
        keys.set(input, key);
        return { idempotencyKey: key, ...input };
      };
      made[name] = () =>
        mutationOptions<unknown, StockflowError, object>({
          mutationKey: ['stockflow', group, name],
          mutationFn: (input) => (calls[name] as AnyWrite)(keyed(input)),
          onSuccess: (_answer, _input, _before, { client }) => {
            void invalidateStockflow(client, refreshes);
          },
        });
    }
    groups[group] = made;
  }
  return groups as unknown as StockflowMutations;
};
