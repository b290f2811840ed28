import { describe, expect, test } from 'vitest';
import { classify } from './classify.ts';
import { correctionReason } from './correction-reason.ts';
import type { RetailRow } from './read-rows.ts';
import { numbered, row } from './testing/rows.ts';

const decide = (given: Partial<RetailRow>) => classify([row(given)])[0]!.decision;

describe('a line of goods', () => {
  test('with quantity and price on a plain invoice is sold, also without a customer', () => {
    expect(decide({})).toEqual({ kind: 'sold', quantity: 6 });
    expect(decide({ customer: '' })).toEqual({ kind: 'sold', quantity: 6 });
  });

  test('on a credit note came back, whatever its price', () => {
    expect(decide({ invoice: 'C536379', quantity: '-4' })).toEqual({ kind: 'returned', quantity: 4 });
    expect(decide({ invoice: 'C536379', quantity: '-4', price: '0.00' })).toEqual({
      kind: 'returned',
      quantity: 4,
    });
  });

  test('lone, without price and customer, corrects the shelf with its own sign', () => {
    const lone = { customer: '', price: '0.00' };
    expect(decide({ ...lone, quantity: '-4', description: 'damages' })).toMatchObject({
      kind: 'adjusted',
      change: -4,
      reason: 'damaged',
      why: 'write_off',
      notes: 'Invoice 536365, line 2: damages',
    });
    expect(decide({ ...lone, quantity: '20', description: 'Found' })).toMatchObject({
      change: 20,
      reason: 'found',
      why: 'stock_found',
    });
    expect(decide({ ...lone, quantity: '-4', description: '??' })).toMatchObject({
      reason: 'other',
      notes: 'Invoice 536365, line 2: no reason in the file',
    });
  });

  test('without a price for a customer, or among others of an order, has left the shelf', () => {
    expect(decide({ price: '0.00' })).toMatchObject({ kind: 'adjusted', change: -6, reason: 'sample' });
    const order = [row({}), row({ price: '0.00', customer: '' })];
    expect(classify(numbered(order))[1]!.decision).toMatchObject({
      change: -6,
      reason: 'other',
      why: 'issued_without_price',
    });
  });

  test('is refused when its signs make no sense', () => {
    expect(decide({ quantity: '-6' })).toEqual({ kind: 'refused', reason: 'sale_of_fewer_than_none' });
    expect(decide({ invoice: 'C1', quantity: '6' })).toEqual({
      kind: 'refused',
      reason: 'credit_of_more_goods',
    });
    expect(decide({ price: '-1.00' })).toEqual({ kind: 'refused', reason: 'negative_price' });
  });

  test('is known by its code in capitals', () => {
    expect(classify([row({ code: '85123a' })])[0]!.sku).toBe('85123A');
  });
});

describe('refused, with the reason', () => {
  test.each([
    ['postage', { code: 'POST' }],
    ['postage', { code: 'DOT' }],
    ['carriage', { code: 'C2' }],
    ['manual_entry', { code: 'm' }],
    ['discount', { code: 'D', invoice: 'C1', quantity: '-1' }],
    ['bank_charge', { code: 'BANK CHARGES' }],
    ['marketplace_fee', { code: 'AMAZONFEE' }],
    ['gift_voucher', { code: 'gift_0001_20' }],
    ['bad_debt', { code: 'B', invoice: 'A563186', price: '-11062.06' }],
    ['unfit_code', { code: 'a_b' }],
    ['unfit_code', { code: '' }],
    ['unfit_price', { price: '1.00001' }],
    ['unreadable_price', { price: 'free' }],
    ['unreadable_quantity', { quantity: '1.5' }],
    ['unreadable_quantity', { quantity: '0' }],
    ['quantity_too_large', { quantity: '2147483648' }],
    ['unreadable_time', { at: '2011-02-30T10:00:00' }],
    ['unreadable_time', { at: '1.3.2011' }],
    ['unreadable_invoice', { invoice: '' }],
    ['wrong_number_of_fields', { isBroken: true as const }],
  ])('%s: %o', (reason, given) => {
    expect(decide(given)).toEqual({ kind: 'refused', reason });
  });

  test('every line of an invoice that is longer than a sale can be', () => {
    const lines = numbered(Array.from({ length: 2001 }, () => row()));
    expect(new Set(classify(lines).map(({ decision }) => JSON.stringify(decision)))).toEqual(
      new Set([JSON.stringify({ kind: 'refused', reason: 'invoice_too_long' })]),
    );
  });
});

test('a clerk’s note tells the reason; what came in is found or corrected, never damaged', () => {
  const out = (note: string) => correctionReason(note, -1);
  expect(['Unsaleable, destroyed.', 'wet pallet', 'Dagamed', 'damages/samples'].map(out)).toEqual(
    Array(4).fill('damaged'),
  );
  expect(['???missing', 'lost in space', 'MIA'].map(out)).toEqual(Array(3).fill('lost'));
  expect(['showroom', 'Given away'].map(out)).toEqual(Array(2).fill('sample'));
  expect(['check', 'sold as set on dotcom', '20713', 'found some more on shelf'].map(out)).toEqual(
    Array(4).fill('correction'),
  );
  expect(['', '?', 'historic computer difference?....se'].map(out)).toEqual(Array(3).fill('other'));
  expect(
    ['found', 'had been put aside', 'damaged', 'Amazon', ''].map((note) => correctionReason(note, 1)),
  ).toEqual(['found', 'found', 'correction', 'correction', 'other']);
});
