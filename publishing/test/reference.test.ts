import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { methodsOf } from '../src/methods.ts';
import { root } from '../src/packages.ts';
import { currentReference, REFERENCE } from '../src/reference/pages.ts';

let pages: Map<string, string>;
beforeAll(async () => {
  pages = await currentReference();
}, 120_000);

describe('docs/reference', () => {
  test('is what the doc comments say now (npm run reference writes it)', async () => {
    expect((await readdir(REFERENCE)).sort()).toEqual([...pages.keys()].sort());
    for (const [name, text] of pages) {
      const kept = await readFile(join(REFERENCE, name), 'utf8');
      // Only the lines that differ: a page is hundreds of lines.
      const lines = new Set(kept.split('\n'));
      expect(
        text.split('\n').filter((line) => !lines.has(line)),
        `${name}: npm run reference`,
      ).toEqual([]);
      expect(kept === text, `${name}: npm run reference`).toBe(true);
    }
  });

  test('has every method, with an example and its refusals', async () => {
    const types = await readFile(join(root, 'packages/sdk/dist/index.d.ts'), 'utf8');
    const all = [...pages.values()].join('\n');
    const lacking = methodsOf(types).filter(({ group, name }) => {
      const [, text = ''] = all.split(`## ${group}.${name}\n`);
      const section = text.split('\n## ')[0]!;
      return !section.includes('```ts\n') || !/Refusals:\n\n- /.test(section);
    });
    expect(lacking.map(({ group, name }) => `${group}.${name}`)).toEqual([]);
  });

  test('links only to headings that there are', async () => {
    const headings = async (file: string) => {
      const text = pages.get(file) ?? (await readFile(join(REFERENCE, file), 'utf8'));
      return [...text.matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
        title!
          .toLowerCase()
          .replace(/[^a-z0-9_ -]/g, '')
          .replaceAll(' ', '-'),
      );
    };
    const broken: string[] = [];
    const known = new Map<string, string[]>();
    for (const [page, text] of pages) {
      for (const [, file, anchor] of text.matchAll(/\]\(([^)#\s]*)#([^)\s]+)\)/g)) {
        const target = file === '' ? page : file!;
        if (!known.has(target)) known.set(target, await headings(target));
        if (!known.get(target)!.includes(anchor!)) broken.push(`${page} → ${target}#${anchor}`);
      }
    }
    expect(broken).toEqual([]);
  });
});
