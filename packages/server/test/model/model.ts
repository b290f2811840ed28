import type { Answer, Ask, AskOf } from './asks.ts';
import { WAREHOUSES } from './asks.ts';
import { rules as saleRules } from './model-sales.ts';
import { rules as transferRules } from './model-transfers.ts';
import {
  at,
  type Hold,
  heldFor,
  move,
  openOf,
  Refused,
  refuse,
  refuseBundles,
  refuseFields,
  refuseUnknown,
  type State,
  settle,
} from './state.ts';
import { place } from './strategies.ts';

/*
 * The engine in memory: what is promised of it, with no database, no lock, no second caller and no clock. Levels and `move`
 * stand in `state.ts`; here are the calls that move them, holds and ids. Sales and transfers are documents over the same.
 */

const post =
  (sign: 1 | -1) =>
  (state: State, { lines }: AskOf<'receive' | 'adjust'>) => {
    refuseUnknown(lines);
    refuseBundles(lines);
    return move(
      state,
      lines.map((line) => ({ ...line, onHand: sign * line.quantity })),
    );
  };

const ending = (state: State, name: string): Hold => {
  const hold = state.holds[name] ?? refuse('NOT_FOUND');
  if (hold.status === 'expired') refuse('RESERVATION_EXPIRED');
  return hold.status === 'active' ? hold : refuse('STATE_CONFLICT', [hold.status, 'active']);
};

const end = (state: State, hold: Hold, status: Hold['status'], shipped = new Map<number, number>()): Hold => {
  const parts = hold.lines.map((held, index) => ({ held, out: shipped.get(index + 1) ?? 0 }));
  settle(
    state,
    parts.map(({ held, out }) => ({ held, out, back: openOf(held) - out })),
  );
  hold.status = status;
  return hold;
};

type Rules = { [D in Ask['do']]: (state: State, ask: AskOf<D>) => unknown };

const rules: Rules = {
  ...saleRules,
  ...transferRules,
  receive: post(1),
  adjust: post(-1),
  set: (state, { lines }) => {
    const keys = lines.map(({ product, warehouse }) => at(product, warehouse));
    refuseFields(keys.flatMap((key, index) => (keys.indexOf(key) < index ? [`lines.${index}.onHand`] : [])));
    refuseUnknown(lines);
    refuseBundles(lines);
    const onHand = (index: number) => lines[index]!.onHand - state.levels[keys[index]!]!.onHand;
    return move(
      state,
      lines.map((line, index) => ({ ...line, onHand: onHand(index) })),
    );
  },
  reserve: (state, ask) => {
    if (state.holds[ask.hold]) refuse('STATE_CONFLICT', ['exists']);
    const among = ask.among ?? WAREHOUSES;
    const nowhere = among.flatMap((id, index) => (WAREHOUSES.includes(id) ? [] : [`warehouseIds.${index}`]));
    refuseUnknown(ask.lines, nowhere);
    const lines = heldFor(place(state, ask, [...new Set(among)]));
    move(
      state,
      lines.map((held) => ({ ...held, reserved: held.quantity })),
    );
    state.holds[ask.hold] = { status: 'active', lines };
    return state.holds[ask.hold];
  },
  commit: (state, { hold: name, lines: asked }) => {
    const hold = ending(state, name);
    const all = hold.lines.map((held, index) => ({ line: index + 1, quantity: openOf(held) }));
    for (const [index, { line, quantity }] of (asked ?? all).entries()) {
      const held = hold.lines[line - 1];
      if (!held) refuseFields([`lines.${index}.lineNumber`]);
      else if (quantity > openOf(held)) refuseFields([`lines.${index}.quantity`]);
    }
    if (asked?.every(({ quantity }) => quantity === 0)) refuseFields(['lines']);
    return end(
      state,
      hold,
      'committed',
      new Map((asked ?? all).map(({ line, quantity }) => [line, quantity])),
    );
  },
  release: (state, { hold }) => end(state, ending(state, hold), 'released'),
  extend: (state, { hold }) => ending(state, hold),
  expire: (state, { hold: name }) => {
    const hold = state.holds[name];
    if (hold?.status === 'active') end(state, hold, 'expired');
  },
};

/** Refusals that are the answer of their id from then on. */
const KEPT = new Set(['INSUFFICIENT_STOCK', 'VERSION_CONFLICT', 'STATE_CONFLICT', 'RESERVATION_EXPIRED']);

/** What the caller is told. A refused ask changes nothing; an id answers what it answered before. */
export const answer = (state: State, ask: Ask, id?: string): Answer => {
  const body = JSON.stringify(ask);
  const earlier = id === undefined ? undefined : state.written[id];
  if (earlier) return earlier.body === body ? earlier.answer : { refused: 'ID_REUSED', why: [] };
  const next = structuredClone(state);
  let said: Answer;
  try {
    said = { ok: structuredClone((rules[ask.do] as (state: State, ask: Ask) => unknown)(next, ask)) };
    Object.assign(state, next);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    said = { refused: error.message, why: error.why };
  }
  if (id !== undefined && ('ok' in said || KEPT.has(said.refused)))
    state.written[id] = { ask, body, answer: said };
  return said;
};
