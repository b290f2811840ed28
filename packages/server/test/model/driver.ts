import type { Database } from '@stockflow/db';
import type { ErrorCode, ErrorDetails } from '@stockflow/schemas';
import { TRPCError } from '@trpc/server';
import { wireErrorOf } from '../../src/core/wire-error.ts';
import type { StockCompany } from '../../src/inventory/testing/stock-company.ts';
import type { Answer, Ask } from './asks.ts';
import { CALLS, type Call } from './calls.ts';
import { Names } from './names.ts';
import { at } from './state.ts';

interface Sent {
  /** The caller's id of the write. */
  id?: string | undefined;
  /** Another process's way to the database. */
  database?: Database | undefined;
}

/** The real engine, asked in the model's names and answering in them. */
export class Driver {
  readonly names: Names;
  readonly #stock: StockCompany;
  /** Holds whose time is up, and whose end nobody has written yet as far as is known here. */
  readonly #due = new Set<string>();

  private constructor(stock: StockCompany, names: Names) {
    this.#stock = stock;
    this.names = names;
  }

  static async open(stock: StockCompany): Promise<Driver> {
    return new Driver(stock, await Names.of(stock));
  }

  /** Asks the real procedure. Throws what is neither an answer nor a refusal by rule: a bug is no answer. */
  async ask(ask: Ask, { id, database }: Sent = {}): Promise<Answer> {
    if (ask.do === 'expire') return this.#passTime(ask.hold);
    const call = database ? this.#stock.callerWith('operator', database) : this.#stock.call;
    const key = id === undefined ? {} : { idempotencyKey: `${this.names.id('run')}-${id}` };
    const send = CALLS[ask.do] as (call: Call, ask: Ask, key: object, names: Names) => Promise<unknown>;
    try {
      return { ok: await send(call, ask, key, this.names) };
    } catch (error) {
      return refusalOf(error, this.names);
    }
  }

  /** Moves a hold's end into the past, as time would. */
  async #passTime(hold: string): Promise<Answer> {
    const text = `update reservations set expires_at = now() - interval '1 second' where id = $1 and status = 'active'`;
    const moved = await this.#stock.inCompany((tx) => tx.execute({ text, values: [this.names.id(hold)] }));
    if (moved > 0) this.#due.add(hold);
    return { ok: undefined };
  }

  /** Touches holds that are due, so that their ends are written. */
  async endDue(): Promise<void> {
    for (const hold of this.#due) await this.ask({ do: 'release', hold });
    this.#due.clear();
  }
}

const refusalOf = (error: unknown, names: Names): Answer => {
  if (!(error instanceof TRPCError)) throw error;
  const { code, status, details } = wireErrorOf(error, '');
  if (status >= 500) throw error.cause ?? error;
  return { refused: code, why: [...new Set(whyOf(code, details, names))].sort() };
};

const whyOf = (code: ErrorCode, details: unknown, names: Names): string[] =>
  (WHY as Partial<Record<ErrorCode, (details: unknown, names: Names) => string[]>>)[code]?.(details, names) ??
  [];

type Why = { [C in keyof ErrorDetails]?: (details: ErrorDetails[C], names: Names) => string[] };

const WHY: Why = {
  VALIDATION_FAILED: ({ fields }) => fields.map(({ path }) => path),
  INVALID_REFERENCE: ({ references }) => references.map(({ path }) => path),
  STATE_CONFLICT: ({ state, allowed }) => [state, ...allowed],
  INSUFFICIENT_STOCK: ({ shortages }, names) =>
    shortages.map(
      ({ productId, warehouseId, requested, available }) =>
        `${at(names.of(productId), names.of(warehouseId))}: ${requested} of ${available}`,
    ),
  VERSION_CONFLICT: ({ conflicts }, names) =>
    conflicts.map(
      ({ id, warehouseId = null, expected, current }) =>
        `${at(names.of(id), names.of(warehouseId))}: expected ${expected}, is ${current}`,
    ),
};
