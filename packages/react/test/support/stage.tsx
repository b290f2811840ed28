import { createStockflow, type Stockflow } from '@stockflow/sdk';
import { startTestServer } from '@stockflow/server/testing';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Window } from 'happy-dom';
import { Fragment, type ReactNode, StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { StockflowProvider } from '../../src/index.ts';

export interface Stage {
  /** The server's address. */
  readonly url: string;
  /** The client of the page, and another of the same person elsewhere. */
  readonly stockflow: Stockflow;
  readonly other: Stockflow;
  readonly session: string;
  readonly queryClient: QueryClient;
  readonly page: Window;
  /** Renders under both providers; unless said otherwise every effect runs twice, as in development. */
  show(children: ReactNode, client?: Stockflow, isStrict?: boolean): void;
  /** Waits until the page shows it. */
  shows(what: string | RegExp): Promise<void>;
  /** A product with stock in the first warehouse; low at 3 and under. */
  addProduct(sku: string, quantity?: number): Promise<{ productId: string; warehouseId: string }>;
  /** A product that somebody else sells until it is low. */
  makeLow(sku: string): Promise<string>;
}

export const PASSWORD = 'correct horse battery';

/** A page with React in it and a real server behind it; each test has a company of its own. */
export const reactStage = (): Stage => {
  const page = new Window();
  let server: Awaited<ReturnType<typeof startTestServer>>;
  let root: Root;
  let now: Pick<Stage, 'stockflow' | 'other' | 'session' | 'queryClient'>;

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
        password: PASSWORD,
        firstName: 'Ada',
        lastName: 'L',
      },
    });
    const session = sessionToken!;
    now = {
      session,
      stockflow: createStockflow({ baseUrl: server.url, session }),
      other: createStockflow({ baseUrl: server.url, session }),
      queryClient: new QueryClient({ defaultOptions: { queries: { retry: false } } }),
    };
    page.document.body.innerHTML = '<div id="root"></div>';
    root = createRoot(page.document.getElementById('root') as unknown as HTMLElement);
  });
  afterEach(() => root.unmount());

  const addProduct: Stage['addProduct'] = async (sku, quantity = 10) => {
    const { stockflow } = now;
    const [first] = (await stockflow.warehouses.list({ limit: 1 })).items;
    const warehouse = first ?? (await stockflow.warehouses.create({ name: 'Main' }));
    const { product } = await stockflow.products.create({
      sku,
      name: `Tea ${sku}`,
      price: '6.90',
      lowStockThreshold: 3,
      warehouseId: warehouse.id,
      initialQuantity: quantity,
    });
    return { productId: product.id, warehouseId: warehouse.id };
  };
  return {
    page,
    get url() {
      return server.url;
    },
    get stockflow() {
      return now.stockflow;
    },
    get other() {
      return now.other;
    },
    get session() {
      return now.session;
    },
    get queryClient() {
      return now.queryClient;
    },
    show: (children, client = now.stockflow, isStrict = true) => {
      const Mode = isStrict ? StrictMode : Fragment;
      root.render(
        <Mode>
          <QueryClientProvider client={now.queryClient}>
            <StockflowProvider client={client}>{children}</StockflowProvider>
          </QueryClientProvider>
        </Mode>,
      );
    },
    shows: async (what) => {
      await vi.waitFor(() => expect(page.document.body.textContent).toMatch(what), { timeout: 15_000 });
    },
    addProduct,
    makeLow: async (sku) => {
      const line = await addProduct(sku, 5);
      const sale = await now.other.sales.create({ lines: [{ ...line, quantity: 3 }] });
      await now.other.sales.complete({ saleId: sale.id });
      return line.productId;
    },
  };
};
