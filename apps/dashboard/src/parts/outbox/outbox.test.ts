import { describe, expect, test } from 'vitest';
import type { KeptStore } from '../../app/kept.ts';
import { Outbox, type Outcome, type Parcel } from './outbox.ts';

const storeOf = (): KeptStore & { names: () => string[] } => {
  const entries = new Map<string, string>();
  return {
    getItem: (name) => entries.get(name) ?? null,
    setItem: (name, text) => void entries.set(name, text),
    removeItem: (name) => void entries.delete(name),
    key: (index) => [...entries.keys()][index] ?? null,
    get length() {
      return entries.size;
    },
    names: () => [...entries.keys()],
  };
};

/** An outbox in a world whose server answers as told and whose clock stands until it is moved. */
const outboxIn = (answers: Outcome[], store = storeOf()) => {
  const sent: string[] = [];
  const timers: { work: () => void; ms: number }[] = [];
  const clock = { ms: 1_000 };
  const outbox = new Outbox({
    store,
    prefix: 'box.',
    now: () => clock.ms,
    later: (work, ms) => {
      const timer = { work, ms };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer) >>> 0, 1);
    },
    send: async ({ key }) => {
      sent.push(key);
      return answers.shift() ?? 'sent';
    },
  });
  return { outbox, sent, timers, clock, store };
};
const parcel = (key: string, more: Partial<Parcel> = {}) => ({
  key,
  kind: 'count',
  subject: key,
  input: { quantity: 1 },
  dueMs: 0,
  ...more,
});
const settled = () => new Promise((done) => setTimeout(done, 0));

describe('the outbox', () => {
  test('sends a parcel, and forgets it once it was answered', async () => {
    const { outbox, sent, store } = outboxIn([]);
    outbox.put(parcel('a'));
    await settled();
    expect(sent).toEqual(['a']);
    expect(store.names()).toEqual([]);
  });

  test('keeps what had no answer in the storage, and sends it again under the same key, ever later', async () => {
    const { outbox, sent, store, timers } = outboxIn(['wait', 'wait', 'sent']);
    outbox.put(parcel('a'));
    await settled();
    expect(store.names()).toEqual(['box.a']);
    expect(outbox.snapshot()).toMatchObject({ isWaiting: true, isSending: false });
    expect(timers.map(({ ms }) => ms)).toEqual([2_000]);
    timers[0]?.work();
    await settled();
    expect(timers.at(-1)?.ms).toBe(4_000);
    timers.at(-1)?.work();
    await settled();
    expect(sent).toEqual(['a', 'a', 'a']);
    expect(store.names()).toEqual([]);
  });

  test('made anew, as after a reload or a sign-in, goes on with what is stored', async () => {
    const { outbox, store } = outboxIn(['session']);
    outbox.put(parcel('a'));
    outbox.put(parcel('b'));
    await settled();
    const next = outboxIn([], store);
    next.outbox.retryNow();
    await settled();
    expect(next.sent).toEqual(['a', 'b']);
    expect(store.names()).toEqual([]);
  });

  test('replaces what was never sent, and never what was: the server may have it', async () => {
    const { outbox, store } = outboxIn(['wait']);
    outbox.put(parcel('a', { subject: 'mug', dueMs: 5_000 }));
    outbox.put(parcel('b', { subject: 'mug', dueMs: 5_000 }));
    expect(store.names()).toEqual(['box.b']);
    outbox.put(parcel('c', { subject: 'pot' }));
    await settled();
    outbox.put(parcel('d', { subject: 'pot', dueMs: 5_000 }));
    expect(store.names()).toEqual(['box.b', 'box.c', 'box.d']);
  });

  test('waits until a parcel is due, and never lets a later one of a subject overtake', async () => {
    const { outbox, sent, clock, timers } = outboxIn([]);
    outbox.put(parcel('a', { subject: 'mug', dueMs: 3_000 }));
    await settled();
    outbox.put(parcel('b', { kind: 'other', subject: 'mug' }));
    await settled();
    expect(sent).toEqual(['b']);
    clock.ms = 3_000;
    timers.at(-1)?.work();
    await settled();
    expect(sent).toEqual(['b', 'a']);
  });

  test('keeps what was refused, with the reason, and sends what comes after it', async () => {
    const { outbox, sent } = outboxIn([{ code: 'STATE_CONFLICT', message: 'Posted.' }, 'sent']);
    outbox.put(parcel('a'));
    outbox.put(parcel('b'));
    await settled();
    expect(sent).toEqual(['a', 'b']);
    expect(outbox.snapshot().parcels).toMatchObject([{ key: 'a', refusal: { code: 'STATE_CONFLICT' } }]);
    outbox.drop('a');
    expect(outbox.snapshot().parcels).toEqual([]);
  });

  test('leaves what it cannot read where it is and goes on', async () => {
    const { outbox, sent, store } = outboxIn([]);
    store.setItem('box.0', '{"half":');
    store.setItem('box.1', '{"key":7}');
    outbox.put(parcel('a'));
    await settled();
    expect(sent).toEqual(['a']);
    expect(store.names()).toEqual(['box.0', 'box.1']);
  });
});
