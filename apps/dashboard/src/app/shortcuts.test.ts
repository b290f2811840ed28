import { expect, test } from 'vitest';
import { keyNameOf, shortcutOf } from './shortcuts.ts';

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', true>> = {},
) => keyNameOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

test('a key has one name, whatever the keyboard needs to make it', () => {
  expect(press('j')).toBe('j');
  expect(press('J')).toBe('j');
  expect(press('A', { shiftKey: true })).toBe('Shift+A');
  expect(press('?', { shiftKey: true })).toBe('?');
  expect(press('?')).toBe('?');
  expect(press('/')).toBe('/');
  expect(press('Enter')).toBe('Enter');
  expect(press('Enter', { shiftKey: true })).toBe('Shift+Enter');
});

test("the browser's own combinations are left to it", () => {
  expect(press('a', { ctrlKey: true })).toBeNull();
  expect(press('r', { metaKey: true })).toBeNull();
  expect(press('e', { altKey: true })).toBeNull();
});

test('what came to the screen last has the key', () => {
  const run = () => undefined;
  const page = { name: 'Page', shortcuts: [{ keys: ['a', 'b'], label: 'page', run }] };
  const panel = { name: 'Panel', shortcuts: [{ keys: ['a'], label: 'panel', run }] };
  expect(shortcutOf([page, panel], 'a')?.label).toBe('panel');
  expect(shortcutOf([page, panel], 'b')?.label).toBe('page');
  expect(shortcutOf([page, panel], 'z')).toBeUndefined();
});
