import { SkuTakenError, type StockflowError, ValidationFailedError } from '@stockflow/sdk';
import { expect, test, vi } from 'vitest';
import type { GoodRow } from './check-rows.ts';
import { contentKey } from './content-key.ts';
import { type ImportProgress, NOTHING_DONE, runImport, type SendProducts } from './run-import.ts';

const rowsOf = (count: number): GoodRow[] =>
  Array.from({ length: count }, (_, index) => ({
    line: index + 2,
    product: { sku: `A-${index}`, name: `A ${index}`, price: '1' },
    category: null,
    quantity: index,
  }));
const job = (count: number) => ({ rows: rowsOf(count), warehouseId: 'w', categoryIds: new Map() });
const run = (count: number, send: SendProducts, from = NOTHING_DONE, controller = new AbortController()) => {
  const told: ImportProgress[] = [];
  return runImport(job(count), from, { send, onProgress: (now) => told.push(now), signal: controller.signal })
    .then((ended) => ({ ended, told }))
    .catch((error: unknown) => ({ error, told }));
};

test('a file sent twice has the same keys, chunk by chunk, and another file has others', async () => {
  const send = vi.fn<SendProducts>(async () => undefined);
  await run(450, send);
  await run(450, send);
  const keys = send.mock.calls.map(([input]) => input.idempotencyKey);
  expect(keys).toHaveLength(6);
  expect(keys.slice(0, 3)).toEqual(keys.slice(3));
  expect(new Set(keys).size).toBe(3);
});

test('keys of a hundred thousand inputs that hardly differ are all different', () => {
  const keys = Array.from({ length: 100_000 }, (_, index) => contentKey('k', { sku: `A-${index}` }));
  expect(new Set(keys).size).toBe(keys.length);
});

test('products that are there already are left as they are, and the rest of the chunk is made', async () => {
  const send = vi.fn<SendProducts>(async ({ products }) => {
    const skus = products.map(({ sku }) => sku).filter((sku) => sku === 'A-1' || sku === 'A-3');
    if (skus.length > 0) throw refused(SkuTakenError, 'SKU_TAKEN', { sku: skus[0], skus });
  });
  const { ended } = (await run(5, send)) as { ended: ImportProgress };
  expect(ended).toEqual({ done: 5, created: 3, existing: 2, refused: [] });
});

test('a row that the server refuses is named by its line, and the rest is made', async () => {
  const send = vi.fn<SendProducts>(async ({ products }) => {
    const index = products.findIndex(({ sku }) => sku === 'A-2');
    if (index !== -1) {
      const fields = [{ path: `products.${index}.barcode`, message: 'Too long.' }];
      throw refused(ValidationFailedError, 'VALIDATION_FAILED', { fields });
    }
  });
  const { ended } = (await run(5, send)) as { ended: ImportProgress };
  expect(ended).toMatchObject({
    done: 5,
    created: 4,
    refused: [{ line: 4, sku: 'A-2', words: 'barcode: Too long.' }],
  });
});

test('without an answer it stops where it was, and goes on from there', async () => {
  const broken = vi.fn<SendProducts>(async () => undefined);
  broken.mockResolvedValueOnce(undefined).mockRejectedValueOnce(new TypeError('no connection'));
  const first = await run(450, broken);
  expect(first).toHaveProperty('error');
  expect(first.told.at(-1)?.done).toBe(200);
  const send = vi.fn<SendProducts>(async () => undefined);
  const second = (await run(450, send, first.told.at(-1))) as { ended: ImportProgress };
  expect(send).toHaveBeenCalledTimes(2);
  expect(second.ended).toMatchObject({ done: 450, created: 450 });
});

test('a cancel is heard between two chunks', async () => {
  const controller = new AbortController();
  const send = vi.fn<SendProducts>(async () => controller.abort());
  const { ended } = (await run(450, send, NOTHING_DONE, controller)) as { ended: ImportProgress };
  expect(ended).toMatchObject({ done: 200, created: 200 });
});

/** A refusal as the SDK throws it. */
const refused = (
  Kind: new (parts: never) => StockflowError,
  code: string,
  details: unknown,
): StockflowError =>
  new Kind({
    code,
    message: code,
    status: 409,
    requestId: 'r',
    details,
    retryable: false,
    retryAfterMs: null,
    idempotencyKey: null,
  } as never);
