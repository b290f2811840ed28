import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { renderTypes } from '../tools/render-types.ts';

const folder = fileURLToPath(new URL('./contract/', import.meta.url));

test('the types in src/contract are those of the contract: else run `pnpm --filter @stockflow/sdk types`', () => {
  const written = new Map(
    readdirSync(folder).map((name) => [name, readFileSync(`${folder}${name}`, 'utf8')]),
  );
  const rendered = renderTypes();
  expect([...written.keys()].sort()).toEqual([...rendered.keys()].sort());
  for (const [name, text] of rendered) expect(written.get(name), name).toBe(text);
}, 60_000);

test('answers have open enums, and inputs have none', () => {
  const text = [...renderTypes().values()].join('\n');
  const interfaces = text.split('\nexport ').filter((part) => part.startsWith('interface '));
  const open = interfaces.filter((part) => part.includes('(string & {})')).map((part) => part.split(' ')[1]!);
  expect(open.filter((name) => name.endsWith('Input'))).toEqual([]);
  expect(open).toEqual(
    expect.arrayContaining(['Movement', 'Sale', 'LowStockAlert', 'Member', 'ApiKey', 'Product']),
  );
}, 60_000);
