import { newId, type Stockflow } from '@stockflow/sdk';
import type { Answer, Operation } from '../../history/types.ts';
import type { ArenaPlan } from '../arena.ts';
import { nowMicros } from '../line.ts';
import type { Names } from '../names.ts';
import type { Work } from '../work.ts';

const NORTH = 'north';
const HERE = `sku@${NORTH}`;
const THERE = 'sku@south';
const TIMES = 10;

export const sameIdPlan: ArenaPlan = { stock: { [HERE]: 2_000, [THERE]: 0, [`none@${NORTH}`]: 0 } };

/** One write, and what it means. */
interface Sending {
  readonly operation: Operation;
  send(stockflow: Stockflow, idempotencyKey: string): Promise<unknown>;
  /** The same id with another body. */
  sendOther(stockflow: Stockflow, idempotencyKey: string): Promise<unknown>;
}

/** Each write that moves stock, ten times at once with one id, five to each API process: one effect, ten equal answers. */
export const sameId = async (work: Work): Promise<void> => {
  for (let round = 0; round < work.asked.amount; round += 1) {
    for (const make of SENDINGS) await sendTenTimes(work, await make(work));
  }
};

const sendTenTimes = async (work: Work, { operation, send, sendOther }: Sending): Promise<void> => {
  const id = newId();
  const startedAt = nowMicros();
  const told = await Promise.all(
    Array.from({ length: TIMES }, (_, index) => tellOf(work, index, (to) => send(to, id))),
  );
  const endedAt = nowMicros();
  const different = new Set(told.map(({ text }) => text));
  if (different.size > 1)
    work.violations.push(
      `${operation.kind} ${id}: one id, ${different.size} answers: ${[...different].join(' / ')}`,
    );
  work.figures.sent = (work.figures.sent ?? 0) + TIMES;
  work.figures.ids = (work.figures.ids ?? 0) + 1;
  const answer = told[0]?.answer ?? null;
  // What the ten were told is one call, from the first's start to the last's end.
  work.record({ id, caller: 'ten at once', operation, startedAt, endedAt: answer ? endedAt : null, answer });
  const other = await tellOf(work, 0, (to) => sendOther(to, id));
  if (other.answer?.ok !== false || other.answer.code !== 'ID_REUSED')
    work.violations.push(`${operation.kind} ${id}: the id with another body was answered ${other.text}`);
};

/** Sends it to one of the two; the answer as a text that holds all of it, and as what is compared with the ledger. */
const tellOf = async (
  { line, violations }: Work,
  index: number,
  send: (stockflow: Stockflow) => Promise<unknown>,
): Promise<{ text: string; answer: Answer | null }> => {
  const client = line.clients[index % line.clients.length];
  if (!client) throw new Error('there is no API process');
  try {
    return { text: textOf(await send(client)), answer: { ok: true } };
  } catch (error) {
    const answer = line.refusalOf(error);
    if (!answer) violations.push(`an id that was sent ten times at once met ${String(error)}`);
    const { message, details } = error as { message: string; details: unknown };
    return { text: textOf([message, details]), answer };
  }
};

/** Equal for equal JSON: in which order an object has its fields says nothing. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

const onHere = (names: Names, quantity: number) => ({ lines: [{ ...names.place(HERE), quantity }] });

const holdOf = async ({ callers: [caller] }: Work): Promise<string> => {
  await caller?.hold([{ level: HERE, quantity: 2 }]);
  const held = caller?.held.pop();
  if (!held) throw new Error('there was nothing to hold');
  return held.holdId;
};

const ending =
  (kind: 'commit' | 'release') =>
  async (work: Work): Promise<Sending> => {
    const holdId = await holdOf(work);
    return {
      operation: { kind, holdId },
      send: (to, idempotencyKey) => to.inventory[kind]({ reservationId: holdId, idempotencyKey }),
      sendOther: (to, idempotencyKey) =>
        to.inventory[kind]({ reservationId: holdId, notes: 'other', idempotencyKey }),
    };
  };

const reserving =
  (level: string, quantity: number) =>
  async (work: Work): Promise<Sending> => {
    const holdId = newId();
    const lines = [{ ...namesOf(work).place(level), quantity }];
    const input = { id: holdId, lines, ttlSeconds: 86_400 };
    return {
      operation: { kind: 'reserve', holdId, lines: [{ level, quantity }] },
      send: (to, idempotencyKey) => to.inventory.reserve({ ...input, idempotencyKey }),
      sendOther: (to, idempotencyKey) => to.inventory.reserve({ ...input, ttlSeconds: 60, idempotencyKey }),
    };
  };

const namesOf = ({ callers: [caller] }: Work): Names => {
  if (!caller) throw new Error('there is no caller');
  return caller.names;
};

/** One of each write. */
const SENDINGS: readonly ((work: Work) => Promise<Sending>)[] = [
  reserving(HERE, 1),
  reserving(`none@${NORTH}`, 1),
  ending('commit'),
  ending('release'),
  async (work) => ({
    operation: { kind: 'move', lines: [{ level: HERE, change: 3 }] },
    send: (to, idempotencyKey) => to.inventory.receive({ ...onHere(namesOf(work), 3), idempotencyKey }),
    sendOther: (to, idempotencyKey) => to.inventory.receive({ ...onHere(namesOf(work), 4), idempotencyKey }),
  }),
  async (work) => {
    const line = { ...namesOf(work).place(HERE), reason: 'lost' as const };
    return {
      operation: { kind: 'move', lines: [{ level: HERE, change: -1 }] },
      send: (to, idempotencyKey) =>
        to.inventory.adjust({ lines: [{ ...line, quantityChange: -1 }], idempotencyKey }),
      sendOther: (to, idempotencyKey) =>
        to.inventory.adjust({ lines: [{ ...line, quantityChange: -2 }], idempotencyKey }),
    };
  },
  async (work) => {
    const onHand = 2_000 + work.random.below(500);
    const line = { ...namesOf(work).place(HERE), expectedOnHand: null };
    return {
      operation: { kind: 'set', level: HERE, onHand, expected: null },
      send: (to, idempotencyKey) => to.inventory.set({ lines: [{ ...line, onHand }], idempotencyKey }),
      sendOther: (to, idempotencyKey) =>
        to.inventory.set({ lines: [{ ...line, onHand: onHand + 1 }], idempotencyKey }),
    };
  },
  async (work) => {
    const names = namesOf(work);
    const [from, to] = [names.warehouse(NORTH), names.warehouse('south')];
    const input = (quantity: number) => ({
      fromWarehouseId: from,
      toWarehouseId: to,
      lines: [{ productId: names.product('sku'), quantity }],
    });
    return {
      operation: {
        kind: 'move',
        lines: [HERE, THERE].map((level, index) => ({ level, change: index ? 1 : -1 })),
      },
      send: (api, idempotencyKey) => api.inventory.transfer({ ...input(1), idempotencyKey }),
      sendOther: (api, idempotencyKey) => api.inventory.transfer({ ...input(2), idempotencyKey }),
    };
  },
  async (work) => {
    const id = newId();
    const input = { id, ...onHere(namesOf(work), 1) };
    return {
      operation: { kind: 'reserve', holdId: id, lines: [{ level: HERE, quantity: 1 }] },
      send: (to, idempotencyKey) => to.sales.create({ ...input, idempotencyKey }),
      sendOther: (to, idempotencyKey) => to.sales.create({ ...input, channel: 'other', idempotencyKey }),
    };
  },
];
