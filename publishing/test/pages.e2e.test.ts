import { startTestServer } from '@stockflow/server/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Consumer, newConsumer, packedPackages } from '../src/packages.ts';
import { makeThingsLow, newReader } from '../src/snippets/company.ts';
import { brokenPromises, type Program, pages, programsOf, promisedOutput } from '../src/snippets/read.ts';
import { compileAll, runProgram, runShell } from '../src/snippets/run.ts';

const all = pages();
const programs = all.flatMap(programsOf);
const SHELL_PAGES = ['docs/quickstart.md'];

let server: Awaited<ReturnType<typeof startTestServer>>;
let consumer: Consumer;

/** Where a reader stands: the packages as they are published, in a project of their own. */
beforeAll(async () => {
  server = await startTestServer();
  const tarballs = (await packedPackages()).map(({ tarball }) => tarball);
  consumer = await newConsumer([...tarballs, '@types/node@20', '@types/react@19'], {
    manifest: { type: 'module' },
  });
});
afterAll(async () => {
  await server?.close();
  await consumer?.close();
});

test('there are pages with programs to run: README, quickstart, recipes, the packages', () => {
  const withPrograms = new Set(programs.map(({ page }) => page));
  for (const page of [
    'README.md',
    'docs/quickstart.md',
    'packages/sdk/README.md',
    'packages/schemas/README.md',
  ])
    expect(withPrograms).toContain(page);
});

test('every TypeScript snippet compiles strictly against the published types', async () => {
  expect(await compileAll(consumer, programs)).toEqual([]);
});

/** Follows something for ever: while it runs, things have to happen in the company. */
const isEndless = ({ code }: Program): boolean =>
  code.includes('.onChange(') && !/\bbreak\b|signal/.test(code.replace(/\/\/.*$/gm, ''));

describe.each(all.filter((page) => programsOf(page).length > 0))('$path', (page) => {
  test('its snippets run in order in a fresh company, and print what they say', async () => {
    const reader = await newReader(server.url);
    for (const program of programsOf(page).filter(({ isReact }) => !isReact)) {
      const stop = isEndless(program) ? makeThingsLow(reader) : undefined;
      const isEnough = stop && ((printed: string) => printed.includes('\n'));
      try {
        const printed = await runProgram(consumer, program, {
          env: reader.env,
          ...(isEnough && { isEnough }),
        });
        const broken = brokenPromises(promisedOutput(program.code), printed);
        if (broken.length > 0) throw new Error(`did not print\n${broken.join('\n')}\nbut\n${printed}`);
      } catch (error) {
        throw new Error(`${page.path}:${program.line} ${(error as Error).message}`);
      } finally {
        await stop?.();
      }
    }
  });
});

describe.each(SHELL_PAGES)('%s', (path) => {
  test('its calls with curl do what they say', async () => {
    const reader = await newReader(server.url);
    const calls = all
      .find((page) => page.path === path)!
      .snippets.filter(({ language, code }) => language === 'sh' && code.includes('curl'));
    expect(calls.length).toBeGreaterThan(0);
    const script = calls.map(({ code }) => code).join('\n');
    const env = { ...reader.env, COMPANY_ID: reader.companyId };
    const printed = await runShell(script, { env, cwd: consumer.folder });
    expect(brokenPromises(promisedOutput(script), printed), printed).toEqual([]);
  });
});
