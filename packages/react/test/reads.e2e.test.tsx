import { createStockflow, NotFoundError, newId } from '@stockflow/sdk';
import { useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test, vi } from 'vitest';
import {
  invalidateStockflow,
  stockflowQueries,
  useLiveAlerts,
  useStockflow,
  useStockflowMutations,
  useStockflowQueries,
} from '../src/index.ts';
import { reactStage } from './support/stage.tsx';

const stage = reactStage();
const Product = ({ productId }: { productId: string }) => {
  const { data, error } = useQuery(useStockflowQueries().products.get({ productId }));
  return error instanceof NotFoundError ? 'no such product' : data?.name;
};

test('a query’s answer is there under the key that says what it is', async () => {
  const { productId } = await stage.addProduct('A');
  stage.show(<Product productId={productId} />);
  await stage.shows('Tea A');
  const kept = stage.queryClient.getQueryData(['stockflow', 'products', 'get', { productId }]);
  expect(kept).toMatchObject({ sku: 'A' });
});

test('a refusal comes as its class', async () => {
  stage.show(<Product productId={newId()} />);
  await stage.shows('no such product');
});

test('one question is asked once, however many components ask it', async () => {
  const asked = vi.fn();
  const client = createStockflow({
    baseUrl: stage.url,
    session: stage.session,
    hooks: { onRequest: ({ calls }) => calls.map(({ procedure }) => asked(procedure)) && undefined },
  });
  const Overview = () => `${useQuery(useStockflowQueries().reports.overview()).status};`;
  const Me = () => `${useQuery(useStockflowQueries().auth.me()).data?.user?.firstName}`;
  stage.show([<Overview key="1" />, <Overview key="2" />, <Me key="3" />], client, false);
  await stage.shows('success;success;Ada');
  expect(asked.mock.calls.flat().sort()).toEqual(['auth.me', 'reports.overview']);
});

test('a list is read page by page, each page once, to its end', async () => {
  for (const sku of ['A', 'B', 'C']) await stage.addProduct(sku);
  const List = () => {
    const list = useInfiniteQuery(useStockflowQueries().products.list.pages({ limit: 2, sort: 'sku' }));
    const { data, fetchNextPage, hasNextPage, isFetching } = list;
    if (hasNextPage && !isFetching) void fetchNextPage();
    return `${data?.pages.map(({ items }) => items.map(({ sku }) => sku).join('')).join('|')} ${hasNextPage}`;
  };
  stage.show(<List />);
  await stage.shows('AB|C false');
});

test('a short list is there whole, in one array, and no longer than was asked for', async () => {
  for (const sku of ['A', 'B', 'C']) await stage.addProduct(sku);
  const Choice = ({ limit }: { limit: number }) => {
    const { data } = useQuery(useStockflowQueries().products.list.all({ sort: 'sku', limit }));
    return data?.map(({ name }) => name).join(', ');
  };
  stage.show([<Choice key="a" limit={1_000} />, '; ', <Choice key="b" limit={2} />]);
  await stage.shows('Tea A, Tea B, Tea C; Tea A, Tea B');
});

test('it suspends, and what a loader has read is not read again', async () => {
  const { productId } = await stage.addProduct('A');
  const queries = stockflowQueries(stage.stockflow);
  await stage.queryClient.prefetchQuery({ ...queries.products.get({ productId }), staleTime: 60_000 });
  const silent = createStockflow({ baseUrl: 'http://127.0.0.1:1', retriesMax: 0 });
  const Name = () => {
    const options = useStockflowQueries().products.get({ productId });
    return useSuspenseQuery({ ...options, staleTime: 60_000 }).data.name;
  };
  stage.show(
    <Suspense fallback="waits">
      <Name />
    </Suspense>,
    silent,
  );
  await stage.shows('Tea A');
});

test('what nobody looks at any more is not waited for', async () => {
  const aborted = vi.fn();
  const slow = createStockflow({
    baseUrl: stage.url,
    batch: false,
    fetch: ((_url: string, { signal }: RequestInit) =>
      new Promise((_done, fail) => {
        signal?.addEventListener('abort', () => {
          aborted();
          fail(signal.reason);
        });
      })) as typeof fetch,
  });
  stage.show(<Product productId={newId()} />, slow);
  await vi.waitFor(() => expect(stage.queryClient.isFetching()).toBe(1));
  stage.show(null, slow);
  await vi.waitFor(() => expect(aborted).toHaveBeenCalled());
});

test('a group by hand, or everything of StockFlow, is read again, and nothing of anybody else’s', async () => {
  const { queryClient } = stage;
  const keys = [['stockflow', 'products', 'list', {}, 'pages'], ['stockflow', 'sales', 'list', {}], ['mine']];
  for (const key of keys) queryClient.setQueryData(key, {});
  const old = () => keys.map((key) => queryClient.getQueryState(key)?.isInvalidated);
  await invalidateStockflow(queryClient, ['products']);
  expect(old()).toEqual([true, false, false]);
  await invalidateStockflow(queryClient);
  expect(old()).toEqual([true, true, false]);
});

test.each([
  ['useStockflow', () => String(useStockflow())],
  ['useStockflowQueries', () => String(useStockflowQueries())],
  ['useStockflowMutations', () => String(useStockflowMutations())],
  ['useLiveAlerts', () => useLiveAlerts().status],
])('%s without a provider says what is missing', async (_name, Alone) => {
  const seen = vi.fn();
  const root = createRoot(stage.page.document.createElement('div') as unknown as HTMLElement, {
    onUncaughtError: (error) => seen((error as Error).message),
  });
  root.render(<Alone />);
  await vi.waitFor(() => expect(seen).toHaveBeenCalled());
  expect(seen).toHaveBeenCalledWith('There is no <StockflowProvider> around this component.');
  root.unmount();
});
