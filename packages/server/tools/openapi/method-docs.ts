import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ERROR_CODES, type ErrorCode } from '@stockflow/schemas';
import ts from 'typescript';

/** What is written about a procedure. */
export interface MethodDocs {
  /** What it does, in Markdown. */
  description: string;
  /** Its refusals: which code, and when. */
  refusals: { code: ErrorCode; when: string }[];
}

const groups = fileURLToPath(new URL('../../../sdk/src/groups', import.meta.url));

/** What the SDK's doc comments say of each procedure, by its path, and of each group. They are written once, there. */
export const readMethodDocs = (): { methods: Map<string, MethodDocs>; groups: Map<string, string> } => {
  const files = readdirSync(groups).filter((file) => /^[\w-]+\.ts$/.test(file));
  const found = { methods: new Map<string, MethodDocs>(), groups: new Map<string, string>() };
  for (const file of files) {
    const text = readFileSync(`${groups}/${file}`, 'utf8');
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
    ts.forEachChild(source, (node) => {
      if (ts.isClassDeclaration(node)) readClass(node, source, found);
    });
  }
  return found;
};

const readClass = (
  node: ts.ClassDeclaration,
  source: ts.SourceFile,
  found: ReturnType<typeof readMethodDocs>,
): void => {
  for (const member of node.members) {
    if (!ts.isMethodDeclaration(member)) continue;
    const [, path] = /#transport\s*\.\w+(?:<[^(]*>)?\(\s*'([\w.]+)'/.exec(member.getText(source)) ?? [];
    if (path === undefined) continue;
    found.methods.set(path, docsOf(member));
    found.groups.set(path.split('.')[0] ?? '', proseOf(node));
  }
};

const commentsOf = (node: ts.Node) => ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);

/** A comment's own words as one paragraph; a new line stands for a space. */
const proseOf = (node: ts.Node): string =>
  inWords(
    commentsOf(node)
      .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '')
      .join('\n'),
  );

const docsOf = (method: ts.MethodDeclaration): MethodDocs => ({
  description: proseOf(method),
  refusals: ts.getJSDocTags(method).flatMap((tag) => {
    if (!ts.isJSDocThrowsTag(tag)) return [];
    const name = tag.typeExpression?.type.getText() ?? '';
    const code = codeOf(name);
    const when = inWords(ts.getTextOfJSDocComment(tag.comment) ?? '');
    return code === undefined ? [] : [{ code, when }];
  }),
});

/** The code of one of the SDK's classes: `SkuTakenError` is SKU_TAKEN. */
const codeOf = (className: string): ErrorCode | undefined => {
  const code = className
    .replace(/Error$/, '')
    .replace(/(?!^)[A-Z]/g, (letter) => `_${letter}`)
    .toUpperCase();
  return ERROR_CODES.find((known) => known === code);
};

/** What the SDK says of itself, and what is true of any client. */
const ANY_CLIENT: [RegExp, string][] = [
  [
    /Awaited it is one page with (\w+) of the whole result; in a loop it is every alert\./,
    'A page has $1 of the whole result.',
  ],
  [/`retryAfterMs`/, '`Retry-After`'],
  [/newer than this SDK/, 'newer than your client'],
  [/ and never retried by the SDK/, ''],
];

/** The words without what only TypeScript has: a class of the SDK becomes its code. */
export const inWords = (text: string): string =>
  ANY_CLIENT.reduce((words, [own, any]) => words.replace(own, any), text.replace(/\s+/g, ' '))
    .replace(/`?\b([A-Z][A-Za-z]+Error)\b`?/g, (found, name: string) => {
      const code = codeOf(name);
      return code === undefined ? found : `\`${code}\``;
    })
    .trim();
