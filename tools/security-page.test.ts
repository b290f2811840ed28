import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'docs/security.md'), 'utf8');

/** A test as the page names it: `file`, and its title behind ›. */
const NAMED = /`([\w./-]+\.test\.tsx?)`(?: › ([^|;\n]+?))?(?=\s*(?:[|;\n]|$|: |, |; over REST))/g;
const named = [...page.matchAll(NAMED)].map(([, file, title]) => ({ file: file as string, title }));

test('the page of promises names tests, and many of them', () => {
  const mentioned = page.match(/\.test\.tsx?`/g)?.length ?? 0;
  expect(named).toHaveLength(mentioned);
  expect(named.length).toBeGreaterThan(30);
});

test.each(named)('$file is there and has: $title', ({ file, title }) => {
  const path = join(root, file);
  expect(existsSync(path)).toBe(true);
  if (title !== undefined) expect(readFileSync(path, 'utf8')).toContain(title.trim());
});
