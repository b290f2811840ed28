import { expect, test } from 'vitest';
import { idMaker, newId } from './ids.ts';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const filledWith = (byte: number) => (bytes: Uint8Array) => void bytes.fill(byte);

test('ids are UUIDv7, all different, and sort in the order in which they were made', () => {
  const ids = Array.from({ length: 20_000 }, newId);
  expect(ids.filter((id) => !UUID_V7.test(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
});

test('the first 48 bits are the milliseconds', () => {
  const make = idMaker({ now: () => Date.parse('2026-11-23T06:00:00.123Z'), fill: filledWith(0) });
  expect(Number.parseInt(make().replaceAll('-', '').slice(0, 12), 16)).toBe(
    Date.parse('2026-11-23T06:00:00.123Z'),
  );
});

test('ids sort in their order when the clock steps back and when a millisecond has more than 4096 of them', () => {
  let now = 1_000_000;
  const make = idMaker({ now: () => now, fill: filledWith(0xff) });
  const ids = Array.from({ length: 10_000 }, make);
  now = 500_000;
  ids.push(make());
  expect([...ids].sort()).toEqual(ids);
  expect(ids.every((id) => UUID_V7.test(id))).toBe(true);
});

test('two makers that start in the same millisecond make different ids', () => {
  const sources = {
    now: () => 1,
    fill: (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes),
  };
  const [one, other] = [idMaker(sources), idMaker(sources)];
  const ids = Array.from({ length: 1000 }, () => [one(), other()]).flat();
  expect(new Set(ids).size).toBe(2000);
});
