import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { variables } from '../src/config.ts';

test('docs/configuration.md lists every variable, and no other', () => {
  const page = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');
  const listed = [...page.matchAll(/^\| `([A-Z_]+)`/gm)].map((match) => match[1]);
  expect(listed.sort()).toEqual(Object.keys(variables).sort());
});
