import { createStockflow, NotFoundError, type Stockflow } from '@stockflow/sdk';
import { startTestServer } from '@stockflow/server/testing';
import {
  QueryClient,
  QueryClientProvider,
  useInfiniteQuery,
  useMutation,
  useQuery,
} from '@tanstack/react-query';
import { Window } from 'happy-dom';
import { type ReactNode, StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  StockflowProvider,
  useLiveAlerts,
  useStockflow,
  useStockflowMutations,
  useStockflowQueries,
} from '../src/index.ts';

const page = new Window();
let server: Awaited<ReturnType<typeof startTestServer>>;
let stockflow: Stockflow;
let other: Stockflow;
let session: string;
let root: Root;
let queryClient: QueryClient;

beforeAll(async () => {
  vi.stubGlobal('window', page);
  vi.stubGlobal('document', page.document);
  server = await startTestServer();
});
afterAll(async () => {
  await server.close();
  vi.unstubAllGlobals();
});

beforeEach(async () => {
  const { sessionToken } = await createStockflow({ baseUrl: server.url }).auth.signUp({
    company: { name: 'Leaf & Co' },
    user: {
      email: `owner-${crypto.randomUUID()}@leaf.example`,
      password: 'correct horse battery',
      firstName: 'Ada',
      lastName: 'L',
    },
  });
  session = sessionToken ?? '';
  stockflow = createStockflow({ baseUrl: server.url, session });
  other = createStockflow({ baseUrl: server.url, session });
  queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  page.document.body.innerHTML = '<div id="root"></div>';
  root = createRoot(page.document.getElementById('root') as unknown as HTMLElement);
});
afterEach(() => root.unmount());

const show = (children: ReactNode, client = stockflow) =>
  root.render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <StockflowProvider client={client}>{children}</StockflowProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
const text = () => page.document.body.textContent;
const shows = (what: string | RegExp) => vi.waitFor(() => expect(text()).toMatch(what), { timeout: 10_000 });

const addProduct = async (sku: string, quantity = 10) => {
  const [first] = (await stockflow.warehouses.list({ limit: 1 })).items;
  const warehouse = first ?? (await stockflow.warehouses.create({ name: 'Main' }));
  const initial = { warehouseId: warehouse.id, initialQuantity: quantity };
  const { product } = await stockflow.products.create({
    sku,
    name: `Tea ${sku}`,
    price: '6.90',
    lowStockThreshold: 3,
    ...initial,
  });
  return { productId: product.id, warehouseId: warehouse.id };
};

describe('reads', () => {
  const Product = ({ productId }: { productId: string }) => {
    const { data, error } = useQuery(useStockflowQueries().products.get({ productId }));
    return error instanceof NotFoundError ? 'no such product' : data?.name;
  };

  test('a query’s answer is there, typed, under the key that says what it is', async () => {
    const { productId } = await addProduct('A');
    show(<Product productId={productId} />);
    await shows('Tea A');
    expect(queryClient.getQueryData(['stockflow', 'products', 'get', { productId }])).toMatchObject({
      sku: 'A',
    });
  });

  test('a refusal comes as its class', async () => {
    show(<Product productId="019ab3c4-0000-7000-8000-000000000000" />);
    await shows('no such product');
  });

  test('a list is read page by page, and each page once', async () => {
    for (const sku of ['A', 'B', 'C']) await addProduct(sku);
    const List = () => {
      const { data, fetchNextPage, hasNextPage } = useInfiniteQuery(
        useStockflowQueries().products.list.pages({ limit: 2, sort: 'sku' }),
      );
      if (hasNextPage && data?.pages.length === 1) void fetchNextPage();
      return `${data?.pages.map(({ items }) => items.map(({ sku }) => sku).join('')).join('|')} ${hasNextPage}`;
    };
    show(<List />);
    await shows('AB|C false');
  });

  test('what nobody looks at any more is not waited for', async () => {
    const aborted = vi.fn();
    const slow = createStockflow({
      baseUrl: server.url,
      batch: false,
      fetch: ((_url: string, init: RequestInit) =>
        new Promise((_done, fail) => {
          init.signal?.addEventListener('abort', () => {
            aborted();
            fail(init.signal?.reason);
          });
        })) as typeof fetch,
    });
    show(<Product productId="019ab3c4-0000-7000-8000-000000000000" />, slow);
    await new Promise((done) => setTimeout(done, 50));
    show(null, slow);
    await vi.waitFor(() => expect(aborted).toHaveBeenCalled());
  });

  test('without a provider it is said what is missing', () => {
    const seen = vi.fn();
    const quiet = createRoot(page.document.createElement('div') as unknown as HTMLElement, {
      onUncaughtError: (error) => seen((error as Error).message),
    });
    const Alone = () => useStockflow().toString();
    quiet.render(<Alone />);
    return vi
      .waitFor(() =>
        expect(seen).toHaveBeenCalledWith('There is no <StockflowProvider> around this component.'),
      )
      .finally(() => quiet.unmount());
  });
});

describe('writes', () => {
  test('what a write makes old is read again', async () => {
    const line = await addProduct('A', 5);
    let receive: ((quantity: number) => void) | undefined;
    const Level = () => {
      const { data } = useQuery(useStockflowQueries().inventory.levels({ productIds: [line.productId] }));
      const { mutate } = useMutation(useStockflowMutations().inventory.receive());
      receive = (quantity) => mutate({ lines: [{ ...line, quantity }] });
      return `on hand ${data?.items[0]?.onHand}`;
    };
    show(<Level />);
    await shows('on hand 5');
    receive?.(7);
    await shows('on hand 12');
  });

  test('one input that is sent twice acts once', async () => {
    const line = await addProduct('A', 5);
    const input = { lines: [{ ...line, quantity: 7 }] };
    let send: (() => Promise<unknown>) | undefined;
    const Level = () => {
      const { mutateAsync } = useMutation(useStockflowMutations().inventory.receive());
      send = () => mutateAsync(input);
      return 'ready';
    };
    show(<Level />);
    await shows('ready');
    await Promise.all([send?.(), send?.()]);
    expect((await stockflow.inventory.levels({ productIds: [line.productId] })).items[0]?.onHand).toBe(12);
  });
});

describe('alerts as they happen', () => {
  const makeLow = async (sku: string) => {
    const line = await addProduct(sku, 5);
    const sale = await other.sales.create({ lines: [{ ...line, quantity: 3 }] });
    await other.sales.complete({ saleId: sale.id });
  };

  test('two components hear of another’s sale over one stream, and the list is read again', async () => {
    const streams = vi.fn();
    const counted = createStockflow({
      baseUrl: server.url,
      session,
      fetch: (...request) => {
        if (String(request[0]).includes('alerts.onChange')) streams();
        return fetch(...request);
      },
    });
    const heard = vi.fn();
    const List = () => {
      const { data } = useQuery(useStockflowQueries().alerts.list({ demand: 'any' }));
      const { status } = useLiveAlerts({ onEvent: ({ type }) => heard(type) });
      return `${status} ${data?.items.length} open;`;
    };
    const Badge = () => {
      const { status, lastEvent } = useLiveAlerts();
      return ` ${status} ${lastEvent?.type}`;
    };
    show(
      <>
        <List />
        <Badge />
      </>,
      counted,
    );
    await shows('live 0 open');
    // The stream begins with what happens after it: wait until it is there.
    await vi.waitFor(() => expect(streams).toHaveBeenCalled());
    await new Promise((done) => setTimeout(done, 300));
    await makeLow('A');
    await shows('live 1 open; live alert.opened');
    expect(heard.mock.calls).toEqual([['alert.opened']]);
    expect(streams).toHaveBeenCalledTimes(1);
  });

  test('after all have left and come back, what happened meanwhile is told', async () => {
    const heard: string[] = [];
    const Ears = () => useLiveAlerts({ onEvent: ({ data }) => heard.push(data.productId) }).status;
    show(<Ears />);
    await shows('live');
    await new Promise((done) => setTimeout(done, 300));
    await makeLow('A');
    await vi.waitFor(() => expect(heard).toHaveLength(1), { timeout: 10_000 });
    show('nobody');
    await shows('nobody');
    await makeLow('B');
    show(<Ears />);
    await vi.waitFor(() => expect(new Set(heard).size).toBe(2), { timeout: 10_000 });
    expect(heard).toHaveLength(2);
  });

  test('when the session ends it ends, and says why', async () => {
    const Ears = () => {
      const { status, error } = useLiveAlerts();
      return `${status} ${error?.code ?? ''}`;
    };
    show(<Ears />);
    await shows('live');
    await new Promise((done) => setTimeout(done, 300));
    await other.auth.signOut();
    await shows(/ended (INVALID_CREDENTIALS|AUTH_REQUIRED)/);
  });

  test('nothing is followed when it is not wanted', async () => {
    const Ears = () => useLiveAlerts({ enabled: false }).status;
    show(<Ears />);
    await shows('off');
  });
});
