/**
 * What happens in a company, in numbers instead of ids: a counterexample reads as a story. `product: 4` is the fifth, or
 * counted round again where there are fewer; where there is none at all, nothing happens.
 */

/** So many local days ago: at the day's first instant, its last, or so many minutes into it; never after now. */
export interface When {
  daysAgo: number;
  at: 'first' | 'last' | number;
}

export interface At {
  product: number;
  warehouse: number;
}
export interface Line extends At {
  quantity: number;
  /** Of a bundle, not of a product. */
  isBundle?: boolean;
}
type Disposition = 'restock' | 'scrap';

export interface Settings {
  defaultLowStockThreshold?: number;
  recentSalesWindowDays?: number;
  criticalDays?: number;
  reviewPeriodDays?: number;
  alertHysteresis?: number;
}
export interface ProductEdit {
  lowStockThreshold?: number | null;
  /** Null for none. */
  category?: number | null;
  lifecycle?: 'active' | 'discontinued' | 'archived';
  active?: boolean;
}
export interface Terms {
  price: string;
  leadTimeDays: number;
  minimumOrderQuantity: number;
  packSize: number;
  primary: boolean;
}

export type Step =
  /** A new product, with stock from its first moment or without. */
  | { do: 'product'; warehouse: number; initial?: number; threshold?: number; category?: number }
  | { do: 'bundle'; parts: { product: number; quantity: number }[] }
  | { do: 'setBundle'; bundle: number; parts: { product: number; quantity: number }[] }
  | { do: 'editProduct'; product: number; edit: ProductEdit }
  | { do: 'category'; threshold: number | null }
  | { do: 'editCategory'; category: number; threshold: number | null }
  | { do: 'warehouse' }
  | { do: 'closeWarehouse' | 'openWarehouse'; warehouse: number }
  | { do: 'settings'; settings: Settings }
  | { do: 'zone'; timeZone: string }
  /** Of one product in one place; null leaves it to what comes next. */
  | ({ do: 'threshold'; threshold: number | null } & At)
  /** Of all that a filter finds: products, or with a warehouse their levels there. */
  | { do: 'thresholds'; warehouse?: number; category?: number; threshold: number | null }
  | { do: 'supplier'; hasEmail: boolean }
  | { do: 'dropSupplier' | 'takeSupplier'; supplier: number }
  | { do: 'offer'; supplier: number; product: number; terms: Terms }
  | { do: 'dropOffer'; supplier: number; product: number }
  | ({ do: 'receive'; quantity: number; when: When } & At)
  | ({ do: 'correct'; change: number; when: When } & At)
  | ({ do: 'set'; onHand: number; when: When } & At)
  | ({ do: 'count'; counted: number } & At)
  | { do: 'move' | 'ship'; product: number; from: number; to: number; quantity: number }
  | { do: 'arrive'; transfer: number; quantity: number; close: boolean }
  | { do: 'turnBack'; transfer: number }
  | { do: 'hold'; lines: Line[] }
  /** `expire` is no call: the hold's time is up. */
  | { do: 'expire' | 'release' | 'commit'; hold: number }
  | { do: 'sell'; status: 'draft' | 'confirmed'; lines: Line[] }
  | { do: 'confirm' | 'cancel'; sale: number }
  /** Of the first line so many, or everything. */
  | { do: 'complete'; sale: number; quantity?: number; rest: 'keep' | 'release' }
  /** Sold elsewhere, some time ago. */
  | { do: 'import'; lines: Line[]; when: When }
  | { do: 'importReturn'; lines: Line[]; when: When; disposition: Disposition }
  | {
      do: 'takeBack';
      sale: number;
      quantity: number;
      /** Another warehouse than it was sold from. */
      to?: number;
      disposition: Disposition;
      when: When;
    }
  | { do: 'takeBackUnknown'; lines: Line[]; when: When; disposition: Disposition }
  | { do: 'pass'; hours: number }
  /** No call: what the server does behind the back of whoever reads lists. */
  | { do: 'keepFigures' };

export type StepOf<D extends Step['do']> = Extract<Step, { do: D }>;

/** A filter of the list. */
export interface Look {
  warehouses?: number[];
  categories?: number[];
  suppliers?: number[];
  severity?: 'critical' | 'low';
  recentSalesDays?: number;
  demand?: 'recent' | 'any';
  /** Negative: a window that ends in the future. */
  windowEndedDaysAgo?: number;
}
