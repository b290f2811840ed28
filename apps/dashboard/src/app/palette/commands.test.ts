import { expect, test } from 'vitest';
import { ACTS, isMatch, SCREENS } from './commands.ts';

test('every word that is typed must begin a word, in any order and case', () => {
  expect(isMatch('rec st', 'Receive stock goods in')).toBe(true);
  expect(isMatch('stock REC', 'Receive stock goods in')).toBe(true);
  expect(isMatch('ceive', 'Receive stock goods in')).toBe(false);
  expect(isMatch('', 'anything')).toBe(true);
});

test('each command has an id of its own', () => {
  const ids = [...SCREENS, ...ACTS].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
