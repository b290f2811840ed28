import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createStockflow } from '@stockflow/sdk';
import { startTestServer } from '@stockflow/server/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../../', import.meta.url));
let running: Awaited<ReturnType<typeof startTestServer>>;

beforeAll(async () => {
  running = await startTestServer();
});
afterAll(() => running.close());

const exampleOfReadme = async (): Promise<string> => {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1];
  if (!example) throw new Error('README.md has no TypeScript example');
  return example;
};

const keyOfNewCompany = async (): Promise<string> => {
  const anonymous = createStockflow({ baseUrl: running.url });
  const { sessionToken } = await anonymous.auth.signUp({
    company: { name: 'Readme Teas' },
    user: { email: 'reader@teas.example', password: 'correct horse battery', firstName: 'R', lastName: 'E' },
  });
  const owner = createStockflow({ baseUrl: running.url, session: sessionToken ?? '' });
  await owner.warehouses.create({ name: 'Main' });
  const { key } = await owner.apiKeys.create({
    name: 'readme',
    scopes: [
      'catalogue:read',
      'catalogue:write',
      'stock:read',
      'stock:write',
      'sales:read',
      'sales:write',
      'alerts:read',
    ],
  });
  return key;
};

test('the example of the README runs as it stands and type-checks, with a key and an address in the environment', async () => {
  const example = await exampleOfReadme();
  expect(example.trim().split('\n').length).toBeLessThanOrEqual(17);
  // Beside this app's sources, so that '@stockflow/sdk' resolves as it would in a customer's project.
  const folder = await mkdtemp(join(root, 'apps/api/.readme-'));
  try {
    await writeFile(join(folder, 'example.mts'), example);
    await writeFile(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: '../tsconfig.json',
        include: ['example.mts'],
        compilerOptions: { types: ['node'] },
      }),
    );
    const tsc = join(root, 'node_modules/typescript7/bin/tsc');
    await run(process.execPath, [tsc, '--noEmit', '-p', folder]);
    const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
    const { stdout } = await run(
      process.execPath,
      [tsx, '--conditions=@stockflow/source', join(folder, 'example.mts')],
      { env: { ...process.env, STOCKFLOW_URL: running.url, STOCKFLOW_API_KEY: await keyOfNewCompany() } },
    );
    // 40 came in, 34 went out: 6 are left under the company's threshold of 10.
    expect(stdout).toContain('1 low; first: Assam, 250 g');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 120_000);
