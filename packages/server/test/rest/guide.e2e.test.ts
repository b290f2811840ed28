import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer } from '../../src/testing/index.ts';
import { makeWorld, type World } from '../world.ts';

const run = promisify(execFile);
const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));

let server: Awaited<ReturnType<typeof startTestServer>>;
let world: World;
let folder: string;
let guide: string;

beforeAll(async () => {
  server = await startTestServer();
  world = await makeWorld(server.database, 'Tea');
  folder = await mkdtemp(join(tmpdir(), 'stockflow-rest-'));
  guide = await readFile(fileOf('../../../../docs/rest.md'), 'utf8');
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** The blocks of the guide in one language. */
const blocks = (language: string): string[] =>
  [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, text]) => text ?? '',
  );

/** What the compiler finds wrong, in the strictest words it has. */
const problemsOf = (file: string): string[] => {
  const program = ts.createProgram([file], {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: ['node'],
    typeRoots: [join(folder, 'node_modules/@types')],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noUnusedLocals: true,
    skipLibCheck: false,
    outDir: folder,
  });
  program.emit();
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      (problem) =>
        `${problem.file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(problem.messageText, '\n')}`,
    );
};

test('a client that a public generator makes of the document compiles in strict mode and does a shop’s day', async () => {
  const [program = ''] = blocks('ts');
  await symlink(fileOf('../../node_modules'), join(folder, 'node_modules'), 'dir');
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  const document = (await (await fetch(`${server.url}/openapi.json`)).json()) as object;
  await writeFile(join(folder, 'stockflow.d.ts'), astToString(await openapiTS(document as never)));
  await writeFile(join(folder, 'shop-day.ts'), program);
  expect(problemsOf(join(folder, 'shop-day.ts'))).toEqual([]);

  const { key } = await world.owner.call.apiKeys.create({
    name: 'shop',
    scopes: ['catalogue:write', 'stock:write', 'stock:read', 'sales:write', 'alerts:read'],
  });
  const { stdout } = await run(process.execPath, [join(folder, 'shop-day.js'), server.url, key]);
  // 40 came, 33 were sold and one came back: 8 are left, under the threshold of 10, and packs hold 6.
  const { order, ...rest } = JSON.parse(stdout) as { order: number };
  expect(rest).toEqual({ low: 1, available: 8, drifts: 0 });
  expect(order % 6).toBe(0);
  expect(order).toBeGreaterThan(0);
});

test('the commands of the guide run as they stand', async () => {
  const script = `set -euo pipefail\ncurl() { command curl --fail-early "$@"; echo; }\n${blocks('sh').join('\n')}`;
  const env = { ...process.env, URL: server.url, KEY: world.owner.token };
  const { stdout } = await run('bash', ['-c', script], { cwd: folder, env });
  expect(stdout).toMatch(/^HTTP\/1\.1 201/m);
  expect(stdout).toContain('There is no such query parameter.');
  expect(stdout).toMatch(/^304$/m);
  expect(stdout).toContain('"status":412');
  expect(stdout).toContain('"price":"7.20"');
  expect(stdout).toContain('event: ready');
  expect(stdout).not.toMatch(/"status":(401|403|404|500)/);
});
