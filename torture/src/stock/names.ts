import type { HoldLine, LevelFigures, LevelName } from '../history/types.ts';
import { type Arena, levelName, partsOf } from './arena.ts';

/** A level as answers name it. */
interface Place {
  readonly productId: string;
  readonly warehouseId: string;
}

/** From the names of a history to ids and back. */
export class Names {
  readonly arena: Arena;
  readonly #byId: ReadonlyMap<string, string>;

  constructor(arena: Arena) {
    this.arena = arena;
    const named = [...Object.entries(arena.products), ...Object.entries(arena.warehouses)];
    this.#byId = new Map(named.map(([name, id]) => [id, name]));
  }

  product(name: string): string {
    return found(this.arena.products[name], name);
  }

  warehouse(name: string): string {
    return found(this.arena.warehouses[name], name);
  }

  place(level: LevelName): Place {
    const { product, warehouse } = partsOf(level);
    return { productId: this.product(product), warehouseId: this.warehouse(warehouse) };
  }

  level({ productId, warehouseId }: { productId: string; warehouseId: string | null }): LevelName {
    const name = (id: string) => this.#byId.get(id) ?? id;
    return levelName(name(productId), name(warehouseId ?? 'nowhere'));
  }

  figures(levels: readonly (Place & LevelFigures)[]): Record<LevelName, LevelFigures> {
    return Object.fromEntries(
      levels.map((level) => [
        this.level(level),
        { onHand: level.onHand, reserved: level.reserved, version: level.version },
      ]),
    );
  }

  /** What lines come to on levels: a bundle as what it is made of, in the line's warehouse. */
  stocked(lines: readonly HoldLine[]): HoldLine[] {
    return lines.flatMap(({ level, quantity }) => {
      const { product, warehouse } = partsOf(level);
      const parts = this.arena.bundles[product] ?? { [product]: 1 };
      return Object.entries(parts).map(([part, each]) => ({
        level: levelName(part, warehouse),
        quantity: each * quantity,
      }));
    });
  }
}

const found = (id: string | undefined, name: string): string => {
  if (id === undefined) throw new Error(`there is no ${name} in this arena`);
  return id;
};
