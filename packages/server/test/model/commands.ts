import fc from 'fast-check';
import { expect } from 'vitest';
import type { StockCompany } from '../../src/inventory/testing/stock-company.ts';
import { ASKS, stated } from './arbitraries.ts';
import type { Ask } from './asks.ts';
import type { Driver } from './driver.ts';
import { answer } from './model.ts';
import { readModel, readReal } from './reads.ts';
import type { State } from './state.ts';

/** The real engine, and what was told so far: a run in which nothing was refused has tried nothing. */
export interface Real {
  stock: StockCompany;
  driver: Driver;
  seen: Set<string>;
}
type Command = fc.AsyncCommand<State, Real, boolean>;

/** Asks model and engine; both must tell the same, and then the levels must read the same. */
export const compare = async (model: State, real: Real, ask: Ask, id?: string): Promise<void> => {
  const { driver, stock, seen } = real;
  const told = await driver.ask(ask, { id });
  const expected = answer(model, ask, id);
  seen.add('ok' in expected ? ask.do : expected.refused);
  expect(told).toEqual(expected);
  expect(await readReal(stock, driver.names)).toEqual(readModel(model));
};

/** An ask; half of them with an id of the caller's, so that they can be sent again. */
class Asking implements Command {
  readonly #draft: Ask;
  readonly #hasId: boolean;
  #sent: Ask | undefined;

  constructor(draft: Ask, hasId: boolean) {
    this.#draft = draft;
    this.#hasId = hasId && draft.do !== 'expire';
  }
  check(): boolean {
    return true;
  }
  run(model: State, real: Real): Promise<void> {
    this.#sent = stated(model, this.#draft);
    const id = this.#hasId ? `id ${Object.keys(model.written).length + 1}` : undefined;
    return compare(model, real, this.#sent, id);
  }
  toString(): string {
    return `${JSON.stringify(this.#sent ?? this.#draft)}${this.#hasId ? ' with an id' : ''}`;
  }
}

/** An id that has been answered, sent again: with the same body, or with another. */
class Again implements Command {
  readonly #which: number;
  readonly #isSame: boolean;

  constructor(which: number, isSame: boolean) {
    this.#which = which;
    this.#isSame = isSame;
  }
  check({ written }: Readonly<State>): boolean {
    return Object.keys(written).length > 0;
  }
  run(model: State, real: Real): Promise<void> {
    const ids = Object.keys(model.written);
    const id = ids[this.#which % ids.length]!;
    const other: Ask = { do: 'release', hold: 'nobody’s' };
    return compare(model, real, this.#isSame ? model.written[id]!.ask : other, id);
  }
  toString(): string {
    return `again the id ${this.#which}, with ${this.#isSame ? 'the same' : 'another'} body`;
  }
}

const { receive, reserve, sell, complete, transfer } = ASKS;

/** Sequences of asks, up to 60; those that others build on come more often. */
export const asking = fc.commands<State, Real, boolean>(
  [
    ...[...Object.values(ASKS), receive, reserve, sell, complete, transfer].map((of) =>
      fc.tuple(of, fc.boolean()).map(([ask, hasId]): Command => new Asking(ask, hasId)),
    ),
    fc.tuple(fc.nat(50), fc.boolean()).map(([which, isSame]): Command => new Again(which, isSame)),
  ],
  { maxCommands: 60, size: 'large' },
);
