import type { FieldProblem, MovementKind } from '@stockflow/schemas';
import { invalidReference, type Refusal, refuse } from '../refusal.ts';
import type { StockCommand, StockLine } from './types.ts';

/** What the stock rules look at in a product. */
export interface ProductStanding {
  readonly id: string;
  readonly sku: string;
  readonly active: boolean;
  readonly lifecycle: 'active' | 'discontinued' | 'archived';
  readonly isBundle: boolean;
}

/** What the stock rules look at in a warehouse. */
export interface WarehouseStanding {
  readonly id: string;
  readonly active: boolean;
}

/** The products and warehouses that lines name, as far as this company has them. */
export interface Standings {
  readonly products: ReadonlyMap<string, ProductStanding>;
  readonly warehouses: ReadonlyMap<string, WarehouseStanding>;
}

/** Nothing comes into a closed warehouse or goes out of it; a promise may be taken back and the books mended. */
const CLOSED_WAREHOUSE_KINDS: ReadonlySet<MovementKind> = new Set<MovementKind>([
  'RELEASE',
  'EXPIRY',
  'COUNT',
  'REPAIR',
]);

/** What is no longer sold is neither bought nor promised; what is left of it may still be moved and written off. */
const INACTIVE_PRODUCT_KINDS: ReadonlySet<MovementKind> = new Set<MovementKind>([
  'INITIAL_STOCK',
  'ADJUSTMENT',
  'TRANSFER_OUT',
  'TRANSFER_IN',
  'RELEASE',
  'EXPIRY',
  'RETURN',
  'COUNT',
  'REPAIR',
]);

/**
 * Refuses a command whose lines name what is not there, or what stock cannot move in; null when it may go on.
 * Unknown and foreign ids are INVALID_REFERENCE; a bundle, a closed warehouse or an inactive or archived product is
 * VALIDATION_FAILED. Either names the field of every line. A discontinued product is stocked and sold as before.
 */
export const standingRefusal = (
  { lines }: StockCommand,
  { products, warehouses }: Standings,
): Refusal | null => {
  const unknown: { path: string; what: string }[] = [];
  const fields: FieldProblem[] = [];
  lines.forEach((line, index) => {
    const at = (field: string) => fieldOf(line, index, field);
    const product = products.get(line.productId);
    const warehouse = warehouses.get(line.warehouseId);
    if (!product) unknown.push({ path: at('productId'), what: 'product' });
    if (!warehouse) unknown.push({ path: at('warehouseId'), what: 'warehouse' });
    const productWords = product && productProblem(product, line);
    if (productWords) fields.push({ path: at('productId'), message: productWords });
    if (warehouse && !warehouse.active && !CLOSED_WAREHOUSE_KINDS.has(line.kind)) {
      fields.push({
        path: at('warehouseId'),
        message: 'This warehouse is not active: nothing comes in or goes out.',
      });
    }
  });
  if (unknown.length > 0) return invalidReference(unknown);
  return fields.length > 0 ? refuse('VALIDATION_FAILED', { fields }) : null;
};

const productProblem = (product: ProductStanding, line: StockLine): string | null => {
  if (product.isBundle) return `${product.sku} is a bundle: it has no stock of its own, its components have.`;
  if (INACTIVE_PRODUCT_KINDS.has(line.kind) || shipsWhatWasPromised(line)) return null;
  return unsoldProblem(product);
};

/** Why a product is neither received nor sold, in words; null when it is. */
export const unsoldProblem = (product: ProductStanding): string | null => {
  if (!product.active) return `${product.sku} is not active: it is neither received nor sold.`;
  return product.lifecycle === 'archived'
    ? `${product.sku} is archived: it is neither received nor sold.`
    : null;
};

const shipsWhatWasPromised = ({ kind, reservedChange }: StockLine): boolean =>
  (kind === 'SALE' || kind === 'SHIPMENT') && reservedChange < 0;

const fieldOf = (line: StockLine, index: number, field: string): string => {
  const path = line.path ?? `lines.${index}`;
  return path === '' ? field : `${path}.${field}`;
};
