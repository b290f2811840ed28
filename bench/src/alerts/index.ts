import { keepFigures } from '@stockflow/db';
import { lowStockStatement, obviousQuery, sequentialScans } from '@stockflow/db/testing';
import { createStockflow, type Stockflow } from '@stockflow/sdk';
import { startChild } from '../child.ts';
import { type Contender, callers } from '../rounds.ts';
import { type AlertsData, type AlertsSize, openAlertsData } from './data.ts';

interface Bench {
  contenders: [Contender, ...Contender[]];
  close(): Promise<void>;
}

const PAGE = { demand: 'recent', windowEndsOn: null, limit: 50 } as const;
const list = ({ database }: AlertsData, companyId: string) =>
  database.readInCompany(companyId, lowStockStatement(companyId, { ...PAGE, now: new Date() }));
const sdkOf = ({ url }: AlertsData, { apiKey }: { apiKey: string }): Stockflow =>
  createStockflow({ apiKey, baseUrl: url, batch: false });

/** Figures kept, as they are when somebody has looked at the list today. */
const opened = async (size: AlertsSize): Promise<AlertsData> => {
  const data = await openAlertsData(size);
  for (const { companyId } of [data.plain, data.long]) {
    while ((await keepFigures(data.database, companyId, new Date())) > 0);
  }
  return data;
};

/** The first page with totals, beside the query that one would write first on the same database. */
export const alertsList = async (size: AlertsSize): Promise<Bench> => {
  const data = await opened(size);
  const { companyId } = data.plain;
  const stockflow = sdkOf(data, data.plain);
  const scans = await sequentialScans(
    data.database,
    companyId,
    lowStockStatement(companyId, { ...PAGE, now: new Date() }),
  );
  process.stderr.write(`alerts: sequential scans in the plan of the list: ${scans.join(', ') || 'none'}\n`);
  return {
    contenders: [
      callers('the obvious query by pg (floor)', 1, () =>
        data.database.readInCompany(companyId, obviousQuery(companyId)),
      ),
      callers('alerts.lowStock, its statement', 1, () => list(data, companyId)),
      callers('alerts.lowStock over HTTP', 1, () => stockflow.alerts.lowStock({ limit: 50 })),
    ],
    close: data.close,
  };
};

/** The same page of a company with as many levels and ten times the history. */
export const alertsHistory = async (size: AlertsSize): Promise<Bench> => {
  const data = await opened(size);
  return {
    contenders: [
      callers('alerts.lowStock (floor)', 1, () => list(data, data.plain.companyId)),
      callers('alerts.lowStock, ten times the history', 1, () => list(data, data.long.companyId)),
    ],
    close: data.close,
  };
};

const TILLS = 4;
const STOCK = 1_000;

/** Products of the till's company, each with so much stock in a warehouse of this run. */
const shelfOf = async (data: AlertsData) => {
  const stockflow = sdkOf(data, data.till);
  const { id: warehouseId } = await stockflow.warehouses.create({ name: `Till ${Date.now()}` });
  return {
    products: (words: string, lowStockThreshold: number): Promise<string[]> =>
      Promise.all(
        Array.from({ length: TILLS }, async (_, index) => {
          const sku = `${words}-${Date.now()}-${index}`;
          const fields = { sku, name: sku, price: '5.00', lowStockThreshold };
          const made = await stockflow.products.create({ ...fields, warehouseId, initialQuantity: STOCK });
          return made.product.id;
        }),
      ),
    /** Sells one and puts another in its place. */
    sell: async (productId: string): Promise<void> => {
      const lines = [{ productId, warehouseId, quantity: 1 }];
      const { id: saleId } = await stockflow.sales.create({ lines });
      await stockflow.sales.complete({ saleId });
      await stockflow.inventory.receive({ lines });
    },
  };
};

const inTurn = (productIds: readonly string[], work: (productId: string) => Promise<void>) => {
  let next = 0;
  return () => work(productIds[next++ % productIds.length] ?? '');
};

/**
 * A sale that is completed, and the goods that replace it, where alerts do nothing, where they watch a level that is never
 * low, one that is always low, and one that becomes low with each sale and recovers with each receipt.
 */
export const alertsSale = async (size: AlertsSize): Promise<Bench> => {
  const data = await openAlertsData(size);
  const { products, sell } = await shelfOf(data);
  const sold = (name: string, productIds: readonly string[]): Contender =>
    callers(name, TILLS, inTurn(productIds, sell));
  const unwatched = await products('NONE', 0);
  await data.database.inCompany(data.till.companyId, (tx) =>
    tx.execute({
      text: `update inventory set alert_threshold = null, alert_clear_above = null where product_id = any($1::uuid[])`,
      values: [unwatched],
    }),
  );
  return {
    contenders: [
      sold('sale and receipt, nobody watches (floor)', unwatched),
      sold('a level that is never low', await products('NEVER', 10)),
      sold('a level that is always low', await products('ALWAYS', 2 * STOCK)),
      sold('an alert with each sale, its end with each receipt', await products('CROSSING', STOCK - 1)),
    ],
    close: data.close,
  };
};

const FOLLOWERS = 100;
/** One sale in so many turns an alert. */
const ALERT_EVERY = 50;

/** Sales of which one in fifty turns an alert, with nobody following and with a hundred who follow. */
export const alertsLive = async (size: AlertsSize): Promise<Bench> => {
  const data = await openAlertsData(size);
  const { products, sell } = await shelfOf(data);
  const quiet = await products('QUIET', 10);
  const turning = await products('TURNING', STOCK - 1);
  const followers = await startChild<{ count: number }, { heard: number }>(
    new URL('./subscribers.ts', import.meta.url),
    { url: data.url, apiKey: data.till.apiKey },
  );
  let sales = 0;
  const contender = (name: string, count: number): Contender => {
    const sold = callers(
      name,
      TILLS,
      inTurn(quiet, async (productId) => {
        sales += 1;
        await sell(sales % ALERT_EVERY === 0 ? (turning[0] ?? productId) : productId);
      }),
    );
    return {
      name,
      run: async (ms) => {
        await followers.ask({ count });
        const began = performance.now();
        const { calls, ...rest } = await sold.run(ms);
        // The time that followers took to come and go is not the writer's.
        return { calls, ...rest, seconds: (performance.now() - began) / 1000 };
      },
    };
  };
  return {
    contenders: [
      contender('sales, nobody follows (floor)', 0),
      contender(`sales, ${FOLLOWERS} follow`, FOLLOWERS),
    ],
    close: async () => {
      await followers.close();
      await data.close();
    },
  };
};
