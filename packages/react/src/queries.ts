import type { CallOptions, Pager, Stockflow, StockflowError } from '@stockflow/sdk';
import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  type UndefinedInitialDataInfiniteOptions,
  type UndefinedInitialDataOptions,
} from '@tanstack/react-query';
import { READS, type ReadGroup, type Reads } from './procedures.ts';

/** `['stockflow', 'products', 'get', { productId }]`: the group, the method, and the input where there is one. */
export type StockflowQueryKey =
  | readonly ['stockflow']
  | readonly ['stockflow', group: string]
  | readonly ['stockflow', group: string, method: string]
  | readonly ['stockflow', group: string, method: string, input: object]
  | readonly ['stockflow', group: string, method: string, input: object, 'pages'];

/** What `useQuery` takes: key and function; everything else of TanStack Query's is yours to add. */
export type ReadOptions<Answer> = UndefinedInitialDataOptions<
  Answer,
  StockflowError,
  Answer,
  StockflowQueryKey
> & { queryKey: StockflowQueryKey };

/** What `useInfiniteQuery` takes for a list. */
export type PagesOptions<Page> = UndefinedInitialDataInfiniteOptions<
  Page,
  StockflowError,
  InfiniteData<Page, string | undefined>,
  StockflowQueryKey,
  string | undefined
> & { queryKey: StockflowQueryKey };

type Method = (...parameters: never[]) => unknown;
type InputOf<Call extends Method> = Parameters<Call>[0];
type PageOf<Call extends Method> = ReturnType<Call> extends Pager<infer _Item, infer Page> ? Page : never;
type IsOptional<Call extends Method> = undefined extends InputOf<Call> ? true : false;

/** A list: `list(input)` is its first page, `list.pages(input)` all of them, one after the other. */
export interface ListQuery<Call extends Method> {
  (
    ...input: IsOptional<Call> extends true ? [input?: InputOf<Call>] : [input: InputOf<Call>]
  ): ReadOptions<PageOf<Call>>;
  /** For `useInfiniteQuery`: the next page is asked for with the last one's `nextCursor`. */
  pages(
    ...input: IsOptional<Call> extends true
      ? [input?: Omit<NonNullable<InputOf<Call>>, 'cursor'>]
      : [input: Omit<NonNullable<InputOf<Call>>, 'cursor'>]
  ): PagesOptions<PageOf<Call>>;
}

type QueryOf<Call, Kind> = Call extends Method
  ? Kind extends 'list'
    ? ListQuery<Call>
    : Kind extends 'plain'
      ? () => ReadOptions<Awaited<ReturnType<Call>>>
      : (
          ...input: IsOptional<Call> extends true ? [input?: InputOf<Call>] : [input: InputOf<Call>]
        ) => ReadOptions<Awaited<ReturnType<Call>>>
  : never;

/** TanStack Query options for everything that the SDK reads, grouped as the SDK is. */
export type StockflowQueries = {
  readonly [Group in ReadGroup]: {
    readonly [Name in keyof Reads[Group] & keyof Stockflow[Group]]: QueryOf<
      Stockflow[Group][Name],
      Reads[Group][Name]
    >;
  };
};

type AnyCall = (
  input: object | undefined,
  options: CallOptions,
) => PromiseLike<{ nextCursor: string | null }>;
type AnyGroup = Record<string, AnyCall>;

/**
 * TanStack Query options for every read of the SDK. Make it once for a client; in components `useStockflowQueries()`.
 * Answers come with the query's own abort signal: what nobody looks at any more is not waited for.
 * @example
 * const queries = stockflowQueries(stockflow)
 * const { data } = useQuery(queries.products.get({ productId }))
 * const lows = useInfiniteQuery(queries.alerts.lowStock.pages({ severity: 'critical' }))
 */
export const stockflowQueries = (stockflow: Stockflow): StockflowQueries => {
  const groups: Record<string, Record<string, unknown>> = {};
  for (const [group, methods] of Object.entries(READS)) {
    const calls = stockflow[group as ReadGroup] as unknown as AnyGroup;
    const made: Record<string, unknown> = {};
    for (const [name, kind] of Object.entries(methods)) made[name] = queryOf(calls, [group, name, kind]);
    groups[group] = made;
  }
  return groups as unknown as StockflowQueries;
};

const queryOf = (calls: AnyGroup, [group, name, kind]: [string, string, string]) => {
  const call = (input: object | undefined, signal: AbortSignal) =>
    kind === 'plain'
      ? (calls[name] as unknown as (options: CallOptions) => PromiseLike<unknown>)({ signal })
      : (calls[name] as AnyCall)(input, { signal });
  // TanStack Query looks for promises: a pager is one only as far as `await` goes.
  const read = (input?: object) =>
    queryOptions({
      queryKey: keyOf(group, name, input),
      queryFn: async ({ signal }) => await call(input, signal),
    });
  if (kind !== 'list') return read;
  const pages = (input: object = {}) =>
    infiniteQueryOptions({
      queryKey: [...keyOf(group, name, input), 'pages'],
      queryFn: async ({ pageParam, signal }) =>
        (await call({ ...input, ...(pageParam !== undefined && { cursor: pageParam }) }, signal)) as {
          nextCursor: string | null;
        },
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    });
  return Object.assign(read, { pages });
};

const keyOf = (group: string, name: string, input: object | undefined) =>
  input === undefined
    ? (['stockflow', group, name, {}] as const)
    : (['stockflow', group, name, input] as const);

/**
 * Marks what was read of these groups as old and reads again what is on the screen; without groups everything of StockFlow.
 * @example await invalidateStockflow(queryClient, ['products', 'inventory'])
 */
export const invalidateStockflow = (client: QueryClient, groups?: readonly ReadGroup[]): Promise<void> =>
  client.invalidateQueries({
    predicate: ({ queryKey: [root, group] }) =>
      root === 'stockflow' && (groups === undefined || (groups as readonly unknown[]).includes(group)),
  });
