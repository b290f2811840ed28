import { idSchema } from '@stockflow/schemas';
import { expect, test } from 'vitest';
import { idOf } from './ids.ts';

const at = Date.parse('2011-03-01T09:00:00Z');

test('the same names give the same id, other names or another time another', () => {
  expect(idOf(at, 'a', 'b')).toBe(idOf(at, 'a', 'b'));
  const others = [idOf(at, 'a', 'c'), idOf(at, 'ab'), idOf(at, 'ab', ''), idOf(at + 1, 'a', 'b')];
  expect(new Set([idOf(at, 'a', 'b'), ...others]).size).toBe(5);
});

test('it is a UUIDv7 that carries the time and sorts by it', () => {
  const id = idOf(at, 'sale', '536365');
  expect(idSchema.parse(id)).toBe(id);
  expect(id[14]).toBe('7');
  expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(at);
  expect(idOf(at, 'z') < idOf(at + 1, 'a')).toBe(true);
});
