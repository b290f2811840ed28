import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as sdk from '@stockflow/sdk';
import { startTestServer } from '@stockflow/server/testing';
import { transform } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMPILERS, RESOLUTIONS, STRICTEST } from '../src/compilers.ts';
import { newConsumer, packedPackage, root } from '../src/packages.ts';
import { makeThingsLow, newReader } from '../src/snippets/company.ts';
import { BEFORE, GIVEN_TYPES, Given } from '../src/snippets/given.ts';
import { snippetsOf } from '../src/snippets/read.ts';

/** The examples of docs/reference, by the heading that they stand under. */
const examples = readdirSync(join(root, 'docs/reference')).flatMap((page) => {
  const text = readFileSync(join(root, 'docs/reference', page), 'utf8');
  const lines = text.split('\n');
  return snippetsOf(text).map(({ code, line }) => ({
    heading:
      lines
        .slice(0, line)
        .findLast((one) => one.startsWith('## '))
        ?.slice(3) ?? '',
    place: `docs/reference/${page}:${line}`,
    code,
  }));
});

let server: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test('every example of the reference compiles strictly against the published types', async () => {
  const { tarball } = await packedPackage('@stockflow/sdk');
  await using consumer = await newConsumer([tarball], { offline: true });
  const names = Object.keys(sdk).join(', ');
  const head =
    `import { ${names}, type Category, type Invitation, type Member, type Product, type Warehouse } from '@stockflow/sdk';\n` +
    'declare const stockflow: Stockflow;\ndeclare const process: { env: { STOCKFLOW_API_KEY: string } };\n' +
    Object.entries(GIVEN_TYPES)
      .map(([name, type]) => `declare const ${name}: ${type};\n`)
      .join('') +
    `export const used = [${names}];\n`;
  const text = examples.map(
    ({ code, place }) =>
      `/* ${place} */ export const e${place.replace(/\W/g, '_')} = async () => {\n${code}\n};\n`,
  );
  const compilerOptions = { ...STRICTEST, ...RESOLUTIONS.bundler };
  await consumer.write({
    'examples.ts': head + text.join(''),
    'tsconfig.json': JSON.stringify({ compilerOptions }),
  });
  expect(await consumer.node([COMPILERS['7.0'], '-p', '.'])).toBe('');
}, 60_000);

/** A function of what an example names: `(names) => code`. */
const compiled = async (code: string, names: readonly string[]) => {
  const wrapped = `(async (${names.join(', ')}) => {{\n${code}\n}})`;
  const { code: plain } = await transform(wrapped, { loader: 'ts', target: 'node20' });
  return new Function(`return ${plain}`)() as (...values: unknown[]) => Promise<void>;
};
const isNamed = (code: string, name: string): boolean => new RegExp(`\\b${name}\\b`).test(code);
const givenValue = async (given: Given, name: string): Promise<unknown> => {
  const value = given[name as keyof Given] as unknown;
  return typeof value === 'function' ? (value as () => Promise<unknown>)() : value;
};

/** Whether the example makes it itself. */
const declares = (code: string, name: string): boolean =>
  new RegExp(`\\b(const|let) [^=;(]*\\b${name}\\b`).test(code);

describe('the examples of the reference run in a fresh company', () => {
  test.each(examples.map((one) => [one.heading, one] as const))('%s', async (heading, { code }) => {
    const reader = await newReader(server.url);
    const { owner } = reader;
    const given = new Given(owner, server.url);
    await BEFORE[heading]?.(given);
    const printed: unknown[][] = [];
    const console = { log: (...words: unknown[]) => void printed.push(words) };
    const values = new Map<string, unknown>(Object.entries({ ...sdk, stockflow: owner, console }));
    for (const name of Object.keys(GIVEN_TYPES))
      if (isNamed(code, name) && !declares(code, name)) values.set(name, await givenValue(given, name));
    const process = { env: { STOCKFLOW_API_KEY: reader.env.STOCKFLOW_API_KEY } };
    const here = code.replaceAll('https://stock.example.com', server.url);
    const run = (await compiled(here, [...values.keys(), 'process']))(...values.values(), process);
    if (!code.includes('.onChange(')) return run;

    // It follows for ever: things become low until one is told, and the end of the session ends it.
    const stop = makeThingsLow(reader);
    await expect.poll(() => printed.length, { timeout: 20_000 }).toBeGreaterThan(0);
    await stop();
    await owner.auth.signOutEverywhere();
    await expect(run).rejects.toBeInstanceOf(sdk.InvalidCredentialsError);
  });
});
