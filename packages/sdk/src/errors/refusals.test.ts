import { ERROR_CODES, ERROR_TABLE } from '@stockflow/schemas';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { errorOf, transportOver } from '../../test/client.ts';
import { refusal } from '../../test/fake-fetch.ts';
import type { Shortage } from '../index.ts';
import * as sdk from '../index.ts';
import { StockflowError } from './base.ts';
import { isRefusal, REFUSALS } from './refusals.ts';

const thrownFor = (code: string, status: number, details: unknown = null) => {
  const { transport } = transportOver((sent) => refusal(sent, { code, status, details }), { retriesMax: 0 });
  return errorOf(transport.read('x.y', undefined, undefined));
};
const nameOf = (code: string): string =>
  `${code.toLowerCase().replace(/(^|_)(\w)/g, (_match, _line, letter: string) => letter.toUpperCase())}Error`;

test('there is a class for every code of the contract, and no other', () => {
  expect(Object.keys(REFUSALS).sort()).toEqual([...ERROR_CODES].sort());
});

describe.each(ERROR_CODES)('%s', (code) => {
  test('is thrown as a class of its own that is exported by its name', async () => {
    const error = await thrownFor(code, ERROR_TABLE[code].status);
    expect(error).toBeInstanceOf(REFUSALS[code]);
    expect(error).toBeInstanceOf(StockflowError);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: nameOf(code), code, status: ERROR_TABLE[code].status });
    expect((sdk as Record<string, unknown>)[nameOf(code)]).toBe(REFUSALS[code]);
    expect(isRefusal(error)).toBe(true);
  });
});

test('a code that is no class’s is no refusal that is known, whatever it is called', async () => {
  for (const code of ['FROZEN', 'toString', '__proto__', 'constructor']) {
    const error = await thrownFor(code, 409);
    expect(Object.getPrototypeOf(error)).toBe(StockflowError.prototype);
    expect(isRefusal(error)).toBe(false);
  }
  expect(isRefusal(new Error('x'))).toBe(false);
  expect(isRefusal(null)).toBe(false);
});

test('details are typed by the class, and by the code once it is narrowed', () => {
  expectTypeOf<sdk.InsufficientStockError['details']>().toEqualTypeOf<{ shortages: Shortage[] }>();
  expectTypeOf<sdk.NotFoundError['details']>().toEqualTypeOf<null>();
  const narrowed = (error: unknown) =>
    isRefusal(error) && error.code === 'SKU_TAKEN' ? error.details.sku : null;
  expectTypeOf(narrowed).returns.toEqualTypeOf<string | null>();
});

test('an error can be logged as JSON without losing what it is', async () => {
  const error = await thrownFor('SKU_TAKEN', 409, { sku: 'TEA-1' });
  expect(JSON.parse(JSON.stringify(error))).toMatchObject({
    name: 'SkuTakenError',
    code: 'SKU_TAKEN',
    status: 409,
    requestId: 'req-1',
    details: { sku: 'TEA-1' },
  });
});
