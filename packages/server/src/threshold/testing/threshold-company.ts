import { expect } from 'vitest';
import { openStockCompany, type StockCompany } from '../../inventory/testing/stock-company.ts';

/** A company for tests of thresholds, and what they ask all the time. */
export const openThresholdCompany = async (options: { poolMax?: number } = {}) => {
  const on = await openStockCompany(options);
  return { ...on, ...wordsOf(on), neighbour: async () => withWords(await on.neighbour()) };
};

export type ThresholdCompany = Awaited<ReturnType<typeof openThresholdCompany>>;

/** A promise that somebody else keeps. */
export const later = () => {
  let keep: () => void = () => {};
  const kept = new Promise<void>((resolve) => {
    keep = resolve;
  });
  return { kept, keep };
};

type One = Pick<StockCompany, 'companyId' | 'inCompany' | 'callerWith' | 'warehouseId' | 'products' | 'call'>;

const withWords = <T extends One>(on: T) => ({ ...on, ...wordsOf(on) });

const wordsOf = ({ companyId, inCompany, callerWith, warehouseId, products, call }: One) => {
  const read = <Row>(text: string, values: unknown[] = []) =>
    inCompany((tx) => tx.query<Row>({ text, values: [companyId, ...values] }));
  const pending = async (): Promise<string[]> => {
    const rows = await read<{ scope: string }>(
      'select scope from threshold_changes where company_id = $1 order by scope',
    );
    return rows.map(({ scope }) => scope);
  };
  return {
    owner: callerWith('owner'),
    manager: callerWith('manager'),
    read,
    /** So many products with so much of each in the first warehouse. */
    stockedProducts: async (quantities: readonly number[]): Promise<string[]> => {
      const ids = await products(quantities.length);
      for (let at = 0; at < ids.length; at += 500) {
        const lines = ids.slice(at, at + 500).map((productId, index) => ({
          productId,
          warehouseId,
          quantity: quantities[at + index] ?? 1,
        }));
        await call.inventory.receive({ lines });
      }
      return ids;
    },
    /** Alerts by state. */
    states: async (): Promise<Record<string, number>> => {
      const rows = await read<{ state: string; count: number }>(
        'select state, count(*)::integer as count from alerts where company_id = $1 group by state',
      );
      return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
    },
    /** The alert of a level. */
    alertOf: async (productId: string, warehouse = warehouseId) => {
      const [row] = await read<{ id: string; state: string; resolution: string | null; openings: number }>(
        'select id, state, resolution, openings from alerts where company_id = $1 and product_id = $2 and warehouse_id = $3',
        [productId, warehouse],
      );
      return row ?? null;
    },
    /** What a level remembers of its threshold. */
    thresholdOf: async (productId: string, warehouse = warehouseId): Promise<number | null | undefined> => {
      const [row] = await read<{ threshold: number | null }>(
        'select alert_threshold as threshold from inventory where company_id = $1 and product_id = $2 and warehouse_id = $3',
        [productId, warehouse],
      );
      return row?.threshold;
    },
    /** Runs while an older transaction is open in the company: what is marked meanwhile stays pending. */
    whileOneIsOpen: async (work: () => Promise<void>): Promise<void> => {
      const [begun, over] = [later(), later()];
      const open = inCompany(async (tx) => {
        await tx.query({ text: 'select pg_current_xact_id()' });
        begun.keep();
        await over.kept;
      });
      await begun.kept;
      try {
        await work();
      } finally {
        over.keep();
        await open;
      }
    },
    /** Changes that are still pending. */
    pending,
    /** Waits: a change pends while any transaction of the server is open that is older, a neighbouring test's too. */
    untilNothingPends: () => expect.poll(pending, { timeout: 50_000 }).toEqual([]),
    /** Levels that do not say what thresholds, alerts and ledger say, by the drift check. */
    drifts: async (): Promise<number> => {
      const [row] = await read<{ count: number }>(`
        select count(*)::integer as count
        from inventory i
        join products p on p.company_id = i.company_id and p.id = i.product_id
        join warehouses w on w.company_id = i.company_id and w.id = i.warehouse_id
        join companies c on c.id = i.company_id
        left join product_categories g on g.company_id = p.company_id and g.id = p.category_id
        left join alerts a on a.company_id = i.company_id and a.product_id = i.product_id and a.warehouse_id = i.warehouse_id
        cross join lateral (
          select case when p.active and p.lifecycle = 'active' and not p.is_bundle and w.active
                      then coalesce(i.low_stock_threshold, p.low_stock_threshold, g.low_stock_threshold,
                                    c.default_low_stock_threshold) end as threshold) as t
        where i.company_id = $1
          and (i.alert_threshold is distinct from t.threshold
               or i.alert_clear_above is distinct from t.threshold + c.alert_hysteresis
               or i.version > 0 and i.on_hand - i.reserved <= t.threshold and coalesce(a.state, 'none') in ('none', 'resolved')
               or a.state <> 'resolved'
                  and (t.threshold is null or i.on_hand - i.reserved > t.threshold + c.alert_hysteresis))`);
      return row?.count ?? -1;
    },
  };
};
