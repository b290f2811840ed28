// The habits of docs/architecture.md that a compiler does not hold: an ordinary test that walks the tree.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ERROR_CODES } from '../packages/schemas/src/index.ts';
import exceptions from './tidy-exceptions.json' with { type: 'json' };

const root = join(import.meta.dirname, '..');
const notOurs = new Set(
  'node_modules dist generated .git .turbo .stockflow test-results coverage .vite'.split(' '),
);

function* walk(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (notOurs.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else if (entry.isFile()) yield relative(root, path).replaceAll(sep, '/');
  }
}

const files = [...walk(root)].sort();
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const lineCount = (path: string) => read(path).trimEnd().split('\n').length;
const code = files.filter((path) => /\.(ts|tsx|mts|mjs|cjs|js)$/.test(path));
const isTest = (path: string) => /\.test\.tsx?$/.test(path);
const self = 'tools/tidy.test.ts';

/** The lines of the files that match, as `path:line`. */
function places(paths: string[], pattern: RegExp): string[] {
  return paths.flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, index) =>
        pattern.test(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 100)}`] : [],
      ),
  );
}

/** Code without the lines that are only comment: an example in a doc comment may print. */
const isComment = (place: string) => /^[^:]+:\d+: (\*|\/\/|\/\*)/.test(place);

/**
 * Files over the limit that are not excepted, and exceptions that allow more than they need: the list only
 * shrinks. (A little room is left, so that a word more or less does not turn the build red.)
 */
function sizeProblems(paths: string[], linesMax: number, allowed: Record<string, number>): string[] {
  const over = paths.flatMap((path) => {
    const lines = lineCount(path);
    return lines > (allowed[path] ?? linesMax) ? [`${path} has ${lines} lines`] : [];
  });
  const stale = Object.entries(allowed).flatMap(([path, most]) => {
    const lines = paths.includes(path) ? lineCount(path) : 0;
    return lines <= linesMax || most - lines > 20
      ? [`the exception of ${path} can be lowered to ${lines}`]
      : [];
  });
  return [...over, ...stale];
}

describe('sizes', () => {
  test('a file has at most 300 lines, and an exception that is no longer needed is gone', () => {
    expect(sizeProblems(code, 300, exceptions.fileLines)).toEqual([]);
  });

  test('a door has at most 60 lines', () => {
    const inFeature = code.filter(
      (path) => /^packages\/server\/src\/(?!core\/)[^/]+\//.test(path) && !isTest(path),
    );
    const doors = inFeature.filter((path) => /\bdoor\(/.test(read(path)));
    expect(sizeProblems(doors, 60, exceptions.doorLines)).toEqual([]);
  });
});

describe('slips', () => {
  test('only command-line programs and tests print', () => {
    // The SDK has no log: its warnings and a customer's failing hook go to the customer's own console.
    const mayPrint =
      /^(tools|bench|apps\/(api\/src|shop-day))\/|^packages\/sdk\/src\/(hooks|transport\/deprecation)\.ts$/;
    const quiet = code.filter((path) => !mayPrint.test(path) && !isTest(path));
    expect(places(quiet, /\bconsole\./).filter((place) => !isComment(place))).toEqual([]);
  });

  test('the compiler is not told to look away', () => {
    const others = code.filter((path) => path !== self);
    expect(places(others, /\bas any\b/).filter((place) => !isComment(place))).toEqual([]);
    expect(places(others, /@ts-ignore|@ts-nocheck/)).toEqual([]);
  });

  test('no test is left out or alone', () => {
    expect(places(code.filter(isTest), /\b(test|it|describe)\.(only|todo)\(/)).toEqual([]);
  });
});

describe('packages', () => {
  const manifests = files.filter((path) => /(^|\/)package\.json$/.test(path));

  test('every dependency version stands in the catalog', () => {
    const outside = manifests.flatMap((path) => {
      const manifest = JSON.parse(read(path)) as Record<string, Record<string, string> | undefined>;
      return ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
        Object.entries(manifest[kind] ?? {})
          .filter(([, version]) => version !== 'catalog:' && !version.startsWith('workspace:'))
          .map(([name, version]) => `${path}: ${name} ${version}`),
      );
    });
    expect(outside).toEqual([]);
  });

  test('the catalog is in order, and nothing in it is unused', () => {
    const catalog = [
      ...(/^catalog:\n((?: {2}.*\n|\n)+)/m.exec(read('pnpm-workspace.yaml'))?.[1] ?? '').matchAll(
        /^ {2}'?([^':]+)'?:/gm,
      ),
    ].map(([, name]) => name ?? '');
    const used = manifests.map(read).join('\n');
    expect(catalog.length).toBeGreaterThan(10);
    expect(catalog).toEqual([...catalog].sort());
    expect(catalog.filter((name) => !used.includes(`"${name}"`))).toEqual([]);
  });
});

/** What the SDK says when there is no answer to say it. */
const codesOfSdk = (): string[] =>
  [...read('packages/sdk/src/errors/base.ts').matchAll(/extends StockflowError<'([A-Z_]+)'/g)].map(
    ([, code]) => code ?? '',
  );

describe('docs', () => {
  test('every error code has a heading in docs/errors.md, and no other heading stands there', () => {
    const page = existsSync(join(root, 'docs/errors.md')) ? read('docs/errors.md') : '';
    const headings = [...page.matchAll(/^#{2,}\s+`?([A-Z][A-Z_]+)`?$/gm)].map(([, name]) => name);
    expect(headings.sort()).toEqual([...ERROR_CODES, ...codesOfSdk()].sort());
  });

  test('links between our pages lead somewhere', () => {
    const pages = files.filter((path) => path.endsWith('.md'));
    const broken = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
        .map(([, target]) => target ?? '')
        .filter((target) => !existsSync(join(root, page, '..', target)))
        .map((target) => `${page} → ${target}`),
    );
    expect(broken).toEqual([]);
  });
});

describe('what is only true on one machine', () => {
  const text = files.filter((path) => !/\.(png|jpg|ico|woff2?|gz|tgz)$/.test(path) && path !== self);

  test('no path of a machine stands in a file', () => {
    expect(places(text, /(^|[\s'"`(=:])\/(work|root|Users|home\/\w+)\//)).toEqual([]);
  });

  test('no package registry is named', () => {
    const configured = process.env.npm_config_registry;
    const hosts = ['registry\\.npmjs', 'npm\\.pkg\\.github', 'registry\\.yarnpkg'];
    if (configured) hosts.push(new URL(configured).host.replaceAll('.', '\\.'));
    expect(places(text, new RegExp(hosts.join('|')))).toEqual([]);
  });
});
