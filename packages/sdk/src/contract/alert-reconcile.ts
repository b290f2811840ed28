// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.
import type { ProductId, WarehouseId } from './ids.ts';

/**
 * What a level may say of its alert that is not so. `threshold_differs`: the threshold that it knows is not
 * the one that
 * counts. `alert_missing`: it is low and no alert was opened. `alert_left_over`: its alert goes on although
 * it has
 * recovered. `alert_state_differs`: the alert's state is not what the level says of it. `figures_differ`:
 * what the
 * list keeps of it is not what level and ledger say. `not_listed`: it is low and the list does not have it.
 */
export type AlertProblem =
  | 'alert_left_over'
  | 'alert_missing'
  | 'alert_state_differs'
  | 'figures_differ'
  | 'not_listed'
  | 'threshold_differs';

export interface AlertsReconciled {
  levelsChecked: number;
  /** At most 100 of them; `levelDriftCount` counts all. */
  levelDrifts: {
    productId: ProductId;
    warehouseId: WarehouseId;
    problem: AlertProblem | (string & {});
  }[];
  levelDriftCount: number;
  /** Days of demand, of any product in any warehouse, that are kept or in the books. */
  demandDaysChecked: number;
  /** At most 100 of them; `demandDriftCount` counts all. */
  demandDrifts: {
    productId: ProductId;
    warehouseId: WarehouseId;
    day: string;
    /** What is kept for that day. */
    kept: {
      unitsSold: number;
      unitsReturned: number;
    };
    /** What sales, returns and the ledger say. */
    books: {
      unitsSold: number;
      unitsReturned: number;
    };
  }[];
  demandDriftCount: number;
  /** True when something differed and was made right. */
  repaired: boolean;
}

export interface ReconcileAlertsInput {
  /** Make right what differs; default false: only look. */
  repair?: boolean | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}
