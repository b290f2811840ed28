import type { CallOptions, Pager, Stockflow, StockflowError } from '@stockflow/sdk';
import type {
  DataTag,
  InfiniteData,
  UnusedSkipTokenInfiniteOptions,
  UnusedSkipTokenOptions,
} from '@tanstack/react-query';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { READS, type ReadGroup, type Reads } from './procedures.ts';

/**
 * `['stockflow', 'products', 'get', { productId }]`: the group, the method and the input (`{}` where there is none); what is
 * read as pages or whole says so behind it. Any beginning of it names all that begins so.
 */
export type StockflowQueryKey = readonly [
  root: 'stockflow',
  group: ReadGroup,
  method: string,
  input: object,
  as?: 'pages' | 'all',
];

/** What `useQuery`, `useSuspenseQuery`, `prefetchQuery` and others take; everything else of TanStack Query's is yours to add. */
export type ReadOptions<Answer> = UnusedSkipTokenOptions<
  Answer,
  StockflowError,
  Answer,
  StockflowQueryKey
> & {
  queryKey: DataTag<StockflowQueryKey, Answer, StockflowError>;
};

/** What `useInfiniteQuery` and `useSuspenseInfiniteQuery` take for a list. */
export type PagesOptions<Page> = UnusedSkipTokenInfiniteOptions<
  Page,
  StockflowError,
  InfiniteData<Page, string | undefined>,
  StockflowQueryKey,
  string | undefined
> & { queryKey: DataTag<StockflowQueryKey, InfiniteData<Page, string | undefined>, StockflowError> };

type Method = (...parameters: never[]) => unknown;
type InputOf<Call extends Method> = Parameters<Call>[0];
type PageOf<Call extends Method> = ReturnType<Call> extends Pager<infer _Item, infer Page> ? Page : never;
type ItemOf<Call extends Method> = ReturnType<Call> extends Pager<infer Item, infer _Page> ? Item : never;
/** What stays of a list's input when paging is not the caller's. */
type FilterOf<Call extends Method, Paging extends string> = Omit<NonNullable<InputOf<Call>>, Paging>;
/** The one argument of a factory: it can be left out where the method's can. */
type Args<Call extends Method, Input> = undefined extends InputOf<Call> ? [input?: Input] : [input: Input];

/** A list: `list(input)` is one page of it, `list.pages(input)` page after page, `list.all(input)` the whole of a short one. */
export interface ListQuery<Call extends Method> {
  (...input: Args<Call, InputOf<Call>>): ReadOptions<PageOf<Call>>;
  /** For `useInfiniteQuery`: the next page is asked for with the last one's `nextCursor`. `limit` is the size of a page. */
  pages(...input: Args<Call, FilterOf<Call, 'cursor'>>): PagesOptions<PageOf<Call>>;
  /**
   * The first `limit` items as one array, read in pages as large as they can be: for what a person chooses from. `limit` is
   * required: a list can be longer than memory.
   */
  all(input: FilterOf<Call, 'cursor' | 'limit'> & { limit: number }): ReadOptions<ItemOf<Call>[]>;
}

type QueryOf<Call, Kind> = Call extends Method
  ? Kind extends 'list'
    ? ListQuery<Call>
    : Kind extends 'plain'
      ? () => ReadOptions<Awaited<ReturnType<Call>>>
      : (...input: Args<Call, InputOf<Call>>) => ReadOptions<Awaited<ReturnType<Call>>>
  : never;

/** Made by way of Pick, which keeps the SDK's words on each method: they show on hover. */
type GroupQueries<Api, Kinds> = {
  readonly [Name in keyof Pick<Api, keyof Api & keyof Kinds>]: QueryOf<Api[Name], Kinds[Name & keyof Kinds]>;
};

/** TanStack Query options for everything that the SDK reads, grouped as the SDK is. */
export type StockflowQueries = {
  readonly [Group in keyof Pick<Stockflow, ReadGroup>]: GroupQueries<Stockflow[Group], Reads[Group]>;
};

type AnyPager = Pager<unknown, { nextCursor: string | null }>;
/** A method of the SDK, called as its kind is: without an input, or with one. */
type Call = (input: object | undefined, options: CallOptions) => unknown;

/**
 * TanStack Query options for every read of the SDK. In components `useStockflowQueries()`; in loaders and server components
 * this. Answers come with the query's own abort signal: what nobody looks at any more is not waited for. A query client holds
 * what one caller may see: make another for another credential.
 * @example
 * const queries = stockflowQueries(stockflow)
 * const { data } = useQuery(queries.products.get({ productId }))
 * const lows = useInfiniteQuery(queries.alerts.lowStock.pages({ severity: 'critical' }))
 * const { data: warehouses } = useQuery(queries.warehouses.list.all({ limit: 1_000 }))
 */
export const stockflowQueries = (stockflow: Stockflow): StockflowQueries => {
  const groups: Record<string, Record<string, unknown>> = {};
  for (const [group, methods] of Object.entries(READS)) {
    const made: Record<string, unknown> = {};
    for (const [name, kind] of Object.entries(methods)) {
      const api = stockflow[group as ReadGroup] as unknown as Record<string, Method>;
      const call: Call = (input, options) => {
        const parameters = kind === 'plain' ? [options] : [input, options];
        return api[name]?.(...(parameters as never[]));
      };
      made[name] =
        kind === 'list' ? listOf(call, group as ReadGroup, name) : readOf(call, group as ReadGroup, name);
    }
    groups[group] = made;
  }
  return groups as unknown as StockflowQueries;
};

const readOf = (call: Call, group: ReadGroup, name: string) => (input?: object) =>
  queryOptions({
    queryKey: keyOf(group, name, input),
    // A list is a promise only as far as `await` goes.
    queryFn: async ({ signal }) => await call(input, { signal }),
  });

const listOf = (call: Call, group: ReadGroup, name: string) => {
  const pages = (input: object = {}) =>
    infiniteQueryOptions({
      queryKey: [...keyOf(group, name, input), 'pages'],
      queryFn: async ({ pageParam: cursor, signal }) =>
        await (call(cursor === undefined ? input : { ...input, cursor }, { signal }) as AnyPager),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    });
  const all = ({ limit, ...input }: { limit: number }) =>
    queryOptions({
      queryKey: [...keyOf(group, name, { ...input, limit }), 'all'],
      queryFn: ({ signal }) => (call(input, { signal }) as AnyPager).toArray({ limit }),
    });
  return Object.assign(readOf(call, group, name), { pages, all });
};

const keyOf = (group: ReadGroup, name: string, input: object = {}) =>
  ['stockflow', group, name, input] as const;
