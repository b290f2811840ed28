import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../packages.ts';

/** A fenced block of a page. */
export interface Snippet {
  /** The word behind the fence: `ts`, `tsx`, `sh` … */
  language: string;
  code: string;
  /** The line of the page that the code begins on. */
  line: number;
}

export interface PageOfDocs {
  /** From the root: `docs/quickstart.md`. */
  path: string;
  snippets: Snippet[];
}

/** The fenced blocks of a page's text. */
export const snippetsOf = (text: string): Snippet[] => {
  const snippets: Snippet[] = [];
  let open: { fence: string; language: string; from: number } | undefined;
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const [, fence, language = ''] = /^(`{3,})\s*(\S*)/.exec(line) ?? [];
    if (!fence) continue;
    if (!open) open = { fence, language, from: index + 1 };
    else if (fence === open.fence && language === '') {
      const code = lines.slice(open.from, index).join('\n');
      snippets.push({ language: open.language, code, line: open.from + 1 });
      open = undefined;
    }
  }
  if (open) throw new Error(`a fence of line ${open.from} is not closed`);
  return snippets;
};

/**
 * Every page that customers read: README.md, docs/ and the packages' own. The reference is read apart, and so is the guide
 * to REST, whose client is one that a generator makes (packages/server/test/rest/guide.e2e.test.ts).
 */
export const pages = (): PageOfDocs[] => {
  const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .map((name) => `docs/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.md') && !path.startsWith('docs/reference/') && path !== 'docs/rest.md');
  const own = readdirSync(join(root, 'packages')).map((name) => `packages/${name}/README.md`);
  return ['README.md', ...docs.sort(), ...own].flatMap((path) => {
    try {
      return [{ path, snippets: snippetsOf(readFileSync(join(root, path), 'utf8')) }];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw new Error(`${path}: ${(error as Error).message}`);
    }
  });
};

/** One program of a page: a snippet that imports something, and those after it that go on without importing. */
export interface Program {
  page: string;
  /** Of its first snippet. */
  line: number;
  code: string;
  isReact: boolean;
}

const isTypeScript = ({ language }: Snippet): boolean => /^(ts|typescript|tsx)$/.test(language);
const imports = ({ code }: Snippet): boolean => /^import /m.test(code);

/**
 * The programs of a page. A reader who pastes one snippet after the other into a file gets what is run here: the lines
 * between stay empty, so that an error's line is the page's.
 */
export const programsOf = ({ path, snippets }: PageOfDocs): Program[] => {
  const programs: Program[] = [];
  for (const snippet of snippets.filter(isTypeScript)) {
    const last = programs.at(-1);
    if (last && !imports(snippet)) {
      const gap = snippet.line - last.line - last.code.split('\n').length;
      last.code += `${'\n'.repeat(gap + 1)}${snippet.code}`;
    } else {
      const { line, code, language } = snippet;
      programs.push({ page: path, line, code, isReact: language === 'tsx' });
    }
  }
  return programs;
};

/**
 * What a program says that it prints: the text behind `// → ` of each line that has one, in the order of the page.
 * `…` stands for anything.
 */
export const promisedOutput = (code: string): string[] =>
  [...code.matchAll(/(?:\/\/|#) → (.*)$/gm)].map(([, text]) => text!.trim());

/** The promises that were not kept: each line has to come, in this order; others may come between. */
export const brokenPromises = (promised: readonly string[], printed: string): string[] => {
  const lines = printed.split('\n').map((line) => line.trim());
  let from = 0;
  return promised.filter((text) => {
    const pattern = new RegExp(
      `^${text
        .split('…')
        .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('.*')}$`,
    );
    const at = lines.findIndex((line, index) => index >= from && pattern.test(line));
    if (at < 0) return true;
    from = at + 1;
    return false;
  });
};
