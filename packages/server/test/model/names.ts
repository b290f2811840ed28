import { uuidv7 } from 'uuidv7';
import type { StockCompany } from '../../src/inventory/testing/stock-company.ts';
import { BUNDLES, STOCKED } from './asks.ts';

/** The ids behind the model's names, and back. */
export class Names {
  readonly #ids = new Map<string, string>();
  readonly #names = new Map<string, string>();

  /** Products and bundles that nobody else has, so that runs do not meet; warehouses are the company's. */
  static async of(stock: StockCompany): Promise<Names> {
    const names = new Names();
    names.set('w1', stock.warehouseId);
    names.set('w2', stock.secondId);
    for (const name of STOCKED) names.set(name, await stock.product());
    for (const [name, parts] of Object.entries(BUNDLES)) {
      const bundleId = names.set(name, await stock.product({ isBundle: true }));
      const text = 'insert into product_bundles values ($1, $2, unnest($3::uuid[]), unnest($4::integer[]))';
      const values = [
        stock.companyId,
        bundleId,
        parts.map(([part]) => names.id(part)),
        parts.map(([, units]) => units),
      ];
      await stock.inCompany((tx) => tx.execute({ text, values }));
    }
    return names;
  }

  set(name: string, id: string): string {
    this.#ids.set(name, id);
    this.#names.set(id, name);
    return id;
  }

  /** The id behind a name; for a new name, one that nothing has yet. */
  id(name: string): string {
    return this.#ids.get(name) ?? this.set(name, uuidv7());
  }

  /** The name of an id. Ids that nobody asked for stay what they are, and show. */
  of(id: string | null): string {
    return id === null ? 'any' : (this.#names.get(id) ?? id);
  }

  get productIds(): string[] {
    return STOCKED.map((name) => this.id(name));
  }
}
