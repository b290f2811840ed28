import { describe, expect, test } from 'vitest';
import { brokenPromises, programsOf, promisedOutput, snippetsOf } from './read.ts';

const page = (text: string) => ({ path: 'page.md', snippets: snippetsOf(text) });

describe('snippets', () => {
  test('know their language and line, and a fence within a longer fence is text', () => {
    const text = 'a\n```ts\none\n```\n\n````md\n```ts\nno\n```\n````\n```sh\ntwo\n```\n';
    expect(snippetsOf(text)).toEqual([
      { language: 'ts', code: 'one', line: 3 },
      { language: 'md', code: '```ts\nno\n```', line: 7 },
      { language: 'sh', code: 'two', line: 12 },
    ]);
  });

  test('that are not closed are an error', () => {
    expect(() => snippetsOf('```ts\none\n')).toThrow('not closed');
  });
});

test('a program begins with an import, goes on without one, and keeps the lines of the page', () => {
  const text = "```ts\nimport 'a';\nx();\n```\n\nwords\n\n```ts\ny();\n```\n\n```ts\nimport 'b';\n```\n";
  const [first, second] = programsOf(page(text));
  expect(first).toMatchObject({ line: 2, code: "import 'a';\nx();\n\n\n\n\n\ny();" });
  // The page's line 9 is the program's line 8, which begins on line 2.
  expect(first!.code.split('\n')[9 - 2]).toBe('y();');
  expect(second).toMatchObject({ line: 13, code: "import 'b';" });
});

describe('what a program promises to print', () => {
  const code = 'log(a); // → 6 of …\nlog(b); // not a promise\n# → done';

  test('stands behind an arrow', () => {
    expect(promisedOutput(code)).toEqual(['6 of …', 'done']);
  });

  test('has to come in order, whole lines, with anything between', () => {
    const promised = promisedOutput(code);
    expect(brokenPromises(promised, '6 of 7\nother\ndone\n')).toEqual([]);
    expect(brokenPromises(promised, 'done\n6 of 7\n')).toEqual(['done']);
    expect(brokenPromises(promised, '16 of 7\ndone\n')).toEqual(['6 of …']);
    expect(brokenPromises(['1.5 (a)'], '1x5 (a)\n')).toEqual(['1.5 (a)']);
  });
});
