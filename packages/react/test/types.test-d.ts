import type { Alert, AlertPage, Product, Stockflow, StockflowError, Warehouse } from '@stockflow/sdk';
import {
  type InfiniteData,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQueries,
  useQuery,
  useSuspenseInfiniteQuery,
  useSuspenseQuery,
} from '@tanstack/react-query';
import { invalidateStockflow, stockflowMutations, stockflowQueries, useLiveAlerts } from '../src/index.ts';

// What a consumer's compiler makes of the factories: answers, refusals and inputs keep their types through TanStack Query.

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const is = <_Holds extends true>(): void => undefined;

declare const stockflow: Stockflow;
declare const client: QueryClient;
declare const productId: string;
const queries = stockflowQueries(stockflow);
const mutations = stockflowMutations(stockflow);

export const useReads = () => {
  const one = useQuery(queries.products.get({ productId }));
  is<Equal<typeof one.data, Product | undefined>>();
  is<Equal<typeof one.error, StockflowError | null>>();
  const named = useQuery({ ...queries.products.get({ productId }), select: ({ name }) => name });
  is<Equal<typeof named.data, string | undefined>>();
  const there = useSuspenseQuery({ ...queries.company.get(), staleTime: 1_000 });
  is<Equal<typeof there.data.currency, string>>();

  const page = useQuery(queries.alerts.list());
  is<Equal<typeof page.data, AlertPage | undefined>>();
  const pages = useInfiniteQuery(queries.alerts.list.pages({ assigned: 'me', limit: 20 }));
  is<Equal<typeof pages.data, InfiniteData<AlertPage, string | undefined> | undefined>>();
  const flat = useInfiniteQuery({
    ...queries.alerts.list.pages(),
    select: (data) => data.pages.flatMap(({ items }) => items),
  });
  is<Equal<typeof flat.data, Alert[] | undefined>>();
  const sure = useSuspenseInfiniteQuery(queries.alerts.lowStock.pages({ severity: 'critical' }));
  is<Equal<typeof sure.data.pages extends { totalAlerts: number }[] ? true : false, true>>();
  const whole = useQuery(queries.warehouses.list.all({ limit: 100 }));
  is<Equal<typeof whole.data, Warehouse[] | undefined>>();
  const several = useQueries({ queries: [queries.products.get({ productId }), queries.auth.me()] });
  is<Equal<(typeof several)[0]['data'], Product | undefined>>();

  // @ts-expect-error this one cannot do without its input
  queries.products.get();
  // @ts-expect-error there is no such field
  queries.products.list({ colour: 'red' });
  // @ts-expect-error the cursor is TanStack Query's here
  queries.products.list.pages({ cursor: 'abc' });
  // @ts-expect-error a whole list has a limit
  queries.products.list.all({});
  // @ts-expect-error an id of another kind
  queries.products.get({ productId: {} as Warehouse['id'] });
  // @ts-expect-error it is a write
  void queries.products.create;
};

export const useTheCache = async () => {
  const { queryKey } = queries.products.get({ productId });
  const kept = client.getQueryData(queryKey);
  is<Equal<typeof kept, Product | undefined>>();
  // @ts-expect-error no product
  client.setQueryData(queryKey, { sku: 4 });
  const read = await client.ensureQueryData(queries.products.get({ productId }));
  is<Equal<typeof read, Product>>();
  await client.prefetchInfiniteQuery(queries.sales.list.pages());
  await invalidateStockflow(client, ['alerts']);
  // @ts-expect-error no such group
  await invalidateStockflow(client, ['alert']);
};

export const useWrites = () => {
  const create = useMutation(mutations.products.create());
  create.mutate({ sku: 'TEA-1', name: 'Tea', price: '1' }, { onSuccess: ({ product }) => product.sku });
  // @ts-expect-error a product has a SKU
  create.mutate({ name: 'Tea', price: '1' });
  is<Equal<typeof create.error, StockflowError | null>>();
  useMutation(mutations.alerts.reconcile()).mutate();
  // @ts-expect-error this one takes something
  useMutation(mutations.alerts.acknowledge()).mutate();
  // @ts-expect-error it changes who calls: not a mutation of a page's data
  void mutations.auth;
};

export const useLive = () => {
  const { status, lastEvent } = useLiveAlerts({
    onEvent: ({ data }) => void queries.products.get({ productId: data.productId }),
    refreshes: ['alerts'],
  });
  is<Equal<typeof status, 'off' | 'connecting' | 'live' | 'reconnecting' | 'paused' | 'ended'>>();
  return lastEvent?.sequence;
};
