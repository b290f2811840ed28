import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

const release = (...args: string[]) =>
  new Promise<{ code: number; said: string }>((resolve) => {
    // Nothing of the CI that this may run in: what it could prove is not for a test.
    const { PATH, HOME } = process.env;
    const options = { cwd: root, env: { PATH, HOME } };
    execFile(process.execPath, [join(root, 'tools/release.mjs'), ...args], options, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr }),
    );
  });

describe('npm run release', () => {
  test('publishes nothing outside a CI that can prove where a package comes from', async () => {
    const { code, said } = await release('--publish');
    expect(code).toBe(1);
    expect(said).toMatch(/commit them first|Changesets wait|Only a CI that can prove/);
  }, 30_000);

  test('does not guess where the sources are, even to try', async () => {
    const { code, said } = await release('--publish', '--dry-run');
    expect(code).toBe(1);
    expect(said).toContain('GITHUB_REPOSITORY or CI_PROJECT_URL');
  }, 30_000);

  test('refuses a word that it does not know', async () => {
    expect(await release('--publsh')).toMatchObject({ code: 1, said: expect.stringContaining('Usage') });
  }, 30_000);
});

test('a changeset names packages that are published', () => {
  const folder = join(root, '.changeset');
  const published = readdirSync(join(root, 'packages'))
    .map((name) => JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8')))
    .filter((manifest) => manifest.private !== true)
    .map(({ name }) => name as string);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md')) {
    const [, head = ''] = readFileSync(join(folder, file), 'utf8').split('---');
    const named = [...head.matchAll(/^'(.+)': (?:patch|minor|major)$/gm)].map(([, name]) => name);
    expect(named.length, file).toBeGreaterThan(0);
    expect(published, file).toEqual(expect.arrayContaining(named));
  }
});
