import { newId, type StockChanged } from '@stockflow/sdk';
import type { Answer, Call, HoldLine, LevelName, MoveLine, Operation } from '../history/types.ts';
import type { Random } from '../random.ts';
import { partsOf } from './arena.ts';
import type { Line, Send } from './line.ts';
import type { Names } from './names.ts';

/** A hold that a caller made and has not ended. */
export interface Held {
  readonly holdId: string;
  readonly via: Via;
}

/** Stock is held by a reservation, or by a sale: two ways through the server to the same levels. */
export type Via = 'reservation' | 'sale';

/** Longer than any run: here no hold ends by itself. */
const TTL_SECONDS = 86_400;
const DONE: Answer = { ok: true };

/** One caller: makes one call after the other, and records each. */
export class Caller {
  readonly name: string;
  readonly random: Random;
  readonly names: Names;
  /** Holds of its own that are open as far as it knows. */
  readonly held: Held[] = [];
  readonly #line: Line;
  readonly #record: (call: Call) => void;

  constructor(options: { name: string; random: Random; names: Names; line: Line; record(call: Call): void }) {
    this.name = options.name;
    this.random = options.random;
    this.names = options.names;
    this.#line = options.line;
    this.#record = options.record;
  }

  /** Holds the lines, all or none; a line may name a bundle. */
  async hold(lines: readonly HoldLine[], via: Via = 'reservation'): Promise<Call> {
    const holdId = newId();
    const asked = lines.map(({ level, quantity }) => ({ ...this.names.place(level), quantity }));
    const send: Send = async (stockflow, idempotencyKey) => {
      if (via === 'sale') await stockflow.sales.create({ id: holdId, lines: asked, idempotencyKey });
      else {
        const made = { id: holdId, lines: asked, ttlSeconds: TTL_SECONDS, idempotencyKey };
        await stockflow.inventory.reserve(made);
      }
      return DONE;
    };
    const call = await this.#make({ kind: 'reserve', holdId, lines: this.names.stocked(lines) }, send);
    if (call.answer?.ok) this.held.push({ holdId, via });
    return call;
  }

  /** Ends a hold: ships it, or gives it back. */
  async end({ holdId, via }: Held, kind: 'commit' | 'release'): Promise<Call> {
    return this.#make({ kind, holdId }, async (stockflow, idempotencyKey) => {
      if (via === 'reservation') await stockflow.inventory[kind]({ reservationId: holdId, idempotencyKey });
      else
        await stockflow.sales[kind === 'commit' ? 'complete' : 'cancel']({ saleId: holdId, idempotencyKey });
      return DONE;
    });
  }

  /** Ends one of its own open holds, if it has any. */
  async endOne(): Promise<void> {
    const [held] = this.held.splice(this.random.below(Math.max(1, this.held.length)), 1);
    if (held) await this.end(held, this.random.chance(50) ? 'commit' : 'release');
  }

  async receive(lines: readonly MoveLine[]): Promise<Call> {
    return this.#change(lines, (stockflow, idempotencyKey) =>
      stockflow.inventory.receive({
        lines: lines.map(({ level, change, expected }) => ({
          ...this.names.place(level),
          quantity: change,
          expectedOnHand: expected,
        })),
        idempotencyKey,
      }),
    );
  }

  async adjust(lines: readonly MoveLine[]): Promise<Call> {
    return this.#change(lines, (stockflow, idempotencyKey) =>
      stockflow.inventory.adjust({
        lines: lines.map(({ level, change, expected }) => ({
          ...this.names.place(level),
          quantityChange: change,
          reason: 'correction',
          expectedOnHand: expected,
        })),
        idempotencyKey,
      }),
    );
  }

  /** Brings on hand to a figure. */
  async set(level: LevelName, onHand: number, expected: number | null): Promise<Call> {
    return this.#make({ kind: 'set', level, onHand, expected }, async (stockflow, idempotencyKey) => {
      const lines = [{ ...this.names.place(level), onHand, expectedOnHand: expected }];
      return this.#shown(await stockflow.inventory.set({ lines, idempotencyKey }));
    });
  }

  /** Moves units of one product to another warehouse, at once. */
  async transfer(from: LevelName, toWarehouse: string, quantity: number): Promise<Call> {
    const { product, warehouse } = partsOf(from);
    const lines = [
      { level: from, change: -quantity },
      { level: `${product}@${toWarehouse}`, change: quantity },
    ];
    return this.#make({ kind: 'move', lines }, async (stockflow, idempotencyKey) => {
      await stockflow.inventory.transfer({
        fromWarehouseId: this.names.warehouse(warehouse),
        toWarehouseId: this.names.warehouse(toWarehouse),
        lines: [{ productId: this.names.product(product), quantity }],
        idempotencyKey,
      });
      return DONE;
    });
  }

  /** Reads levels, all in one call. They must be all there are of their products. */
  async read(levels: readonly LevelName[]): Promise<Call> {
    return this.#make({ kind: 'read', levels }, async (stockflow) => {
      const productIds = [...new Set(levels.map((level) => this.names.place(level).productId))];
      const page = await stockflow.inventory.levels({ productIds, limit: 250 });
      return { ok: true, levels: this.names.figures(page.items) };
    });
  }

  /** Asks how many of a product, or a bundle, could be had in a warehouse. */
  async ask(level: LevelName): Promise<Call> {
    const { productId, warehouseId } = this.names.place(level);
    const units = this.names.stocked([{ level, quantity: 1 }]);
    return this.#make({ kind: 'available', units }, async (stockflow) => {
      const { items } = await stockflow.inventory.availability({
        productIds: [productId],
        warehouseIds: [warehouseId],
      });
      return { ok: true, available: items[0]?.warehouses[0]?.available ?? 0 };
    });
  }

  async #change(
    lines: readonly MoveLine[],
    send: (stockflow: Parameters<Send>[0], idempotencyKey: string) => Promise<StockChanged>,
  ): Promise<Call> {
    return this.#make({ kind: 'move', lines }, async (stockflow, key) =>
      this.#shown(await send(stockflow, key)),
    );
  }

  #shown({ levels }: StockChanged): Answer {
    return { ok: true, levels: this.names.figures(levels) };
  }

  async #make(operation: Operation, send: Send): Promise<Call> {
    const call = await this.#line.call(this.name, operation, send);
    this.#record(call);
    return call;
  }
}
