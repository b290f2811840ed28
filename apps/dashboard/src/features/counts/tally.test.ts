import type { CountLine } from '@stockflow/sdk';
import { expect, test } from 'vitest';
import { type CountParcel, roundsBefore, tallyOf } from './tally.ts';

const line = (productId: string, more: Partial<CountLine> = {}): CountLine => ({
  productId,
  sku: productId.toUpperCase(),
  productName: productId,
  barcode: null,
  openedOnHand: 20,
  countedQuantity: null,
  expectedOnHand: null,
  difference: null,
  countedAt: null,
  rounds: 0,
  recount: false,
  postedChange: null,
  notes: null,
  ...more,
});
const parcel = (
  key: string,
  productId: string,
  quantity: number,
  more: Partial<CountParcel> = {},
): CountParcel => ({
  key,
  kind: 'count',
  subject: productId,
  input: { countId: 'c', lines: [{ productId, quantity }] },
  wasSent: false,
  dueMs: 0,
  refusal: null,
  ...more,
});

test('what waits to be sent stands over what the server has, and the latest over those before it', () => {
  const lines = [line('mug', { countedQuantity: 3, rounds: 1 }), line('pot')];
  const [mug, pot] = tallyOf(lines, [parcel('1', 'mug', 4), parcel('2', 'mug', 5)]);
  expect(mug).toMatchObject({ quantity: 5, recorded: 3, state: 'unsent' });
  expect(pot).toMatchObject({ quantity: null, state: 'uncounted' });
});

test('what was found on the shelf stands in the list before the server knows of it', () => {
  const found = parcel('1', 'cup', 2, { draft: { sku: 'CUP-1', name: 'Paper cup' } });
  expect(tallyOf([line('mug')], [found]).at(-1)).toMatchObject({
    name: 'Paper cup',
    quantity: 2,
    state: 'unsent',
  });
});

test('what was refused says so and keeps its number', () => {
  const refusal = { code: 'VERSION_CONFLICT', message: 'Somebody was quicker.' };
  const [mug] = tallyOf(
    [line('mug', { countedQuantity: 7, rounds: 1 })],
    [parcel('1', 'mug', 5, { refusal })],
  );
  expect(mug).toMatchObject({ quantity: 5, recorded: 7, state: 'refused', problem: refusal });
});

test('a record goes from the rounds that the server will have: one more for each that was sent without an answer', () => {
  const mug = { productId: 'mug', rounds: 2 };
  expect(roundsBefore(mug, [])).toBe(2);
  expect(roundsBefore(mug, [parcel('1', 'mug', 4), parcel('2', 'pot', 4, { wasSent: true })])).toBe(2);
  expect(roundsBefore(mug, [parcel('1', 'mug', 4, { wasSent: true })])).toBe(3);
  expect(
    roundsBefore(mug, [parcel('1', 'mug', 4, { wasSent: true, refusal: { code: 'X', message: '' } })]),
  ).toBe(2);
});
