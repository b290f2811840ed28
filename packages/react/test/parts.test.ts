import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'tsup';
import { afterAll, beforeAll, expect, test } from 'vitest';
import config from '../tsup.config.ts';

/** What all of it may cost a page, gzip, before anybody minifies it. */
const GZIP_BYTES_MAX = 6_000;
const folder = join(import.meta.dirname, '..');
let out: string;
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'stockflow-react-'));
  const entry = (config as { entry: string[] }).entry.map((path) => join(folder, path));
  await build({ ...config, entry, config: false, outDir: out, dts: false, silent: true });
}, 60_000);
afterAll(() => rm(out, { recursive: true, force: true }));
const read = (file: string) => readFile(join(out, file), 'utf8');

test.each([
  ['client.js', true],
  ['client.cjs', true],
  ['options.js', false],
  ['options.cjs', false],
  ['index.js', false],
  ['index.cjs', false],
])('%s is the browser’s alone: %s', async (file, isClient) => {
  const directives = (await read(file)).split('\n').filter((line) => line === '"use client";');
  expect(directives).toHaveLength(isClient ? 1 : 0);
});

test('what makes options uses no hook and no context, so that a server component may call it', async () => {
  expect(await read('options.js')).not.toMatch(
    /use(State|Effect|Memo|Ref|Context)|createContext|from "react"/,
  );
});

test('index holds nothing of its own: one provider, whichever way it is imported', async () => {
  expect(await read('index.js')).not.toContain('createContext');
  expect(await read('index.js')).toContain('"./client.js"');
  expect(await read('index.cjs')).toContain('"./client.cjs"');
});

test(`all of it is at most ${GZIP_BYTES_MAX} bytes gzip`, async () => {
  const files = await Promise.all(['index.js', 'options.js', 'client.js'].map(read));
  const bytes = gzipSync(files.join('\n'), { level: 9 }).length;
  console.log(`@stockflow/react: ${bytes} bytes gzip as it is published`);
  expect(bytes).toBeLessThanOrEqual(GZIP_BYTES_MAX);
});
