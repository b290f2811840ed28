import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import * as sdk from './index.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !/[.]test(-d)?[.]ts$/.test(name))
  .map((name) => ({ name, file: parse(join(folder, name)) }));

function parse(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2023, true);
}

interface Documented {
  where: string;
  words: string;
  examples: string[];
  throws: string[];
}

const textOf = (comment: ts.JSDoc['comment']): string => ts.getTextOfJSDocComment(comment) ?? '';

const documented = (node: ts.Node, where: string): Documented => {
  const tags = ts.getJSDocTags(node);
  return {
    where,
    words: ts
      .getJSDocCommentsAndTags(node)
      .filter(ts.isJSDoc)
      .map((doc) => textOf(doc.comment))
      .join(''),
    examples: tags.filter((tag) => tag.tagName.text === 'example').map((tag) => textOf(tag.comment)),
    throws: tags.filter(ts.isJSDocThrowsTag).map((tag) => tag.typeExpression?.type.getText() ?? ''),
  };
};

const methods = sources
  .filter(({ name }) => name.startsWith('groups/'))
  .flatMap(({ name, file }) =>
    file.statements
      .filter(ts.isClassDeclaration)
      .flatMap((group) => group.members)
      .filter(ts.isMethodDeclaration)
      .map((method) => documented(method, `${name} ${method.name.getText()}`)),
  );
const others = sources
  .flatMap(({ name, file }) => file.statements.map((statement) => ({ name, statement })))
  .flatMap(({ name, statement }) => {
    const isOpen = ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement);
    const members = isOpen && !name.startsWith('groups/') ? [...statement.members] : [];
    return [statement, ...members].map((node) => documented(node, `${name} ${node.pos}`));
  });

describe.each(methods)('$where', ({ words, examples, throws }) => {
  test('says what it does, shows it, and names refusals that there are', () => {
    expect(words.length).toBeGreaterThan(20);
    expect(examples).toHaveLength(1);
    expect(throws.length).toBeGreaterThan(0);
    for (const name of throws) expect(sdk, name).toHaveProperty(name);
  });
});

/** What the examples take as given. */
const GIVEN = `
import { createStockflow, InsufficientStockError, isRefusal, newId, StockflowError, toDate, type Stockflow } from './index.ts'
import type { Category, Invitation, LiveStatus, Member, Product, Warehouse } from './index.ts'
declare const stockflow: Stockflow
declare const [productId, warehouseId, categoryId, supplierId, saleId, apiKeyId]: string[] & [string, string, string, string, string, string]
declare const [cupId, otherWarehouseId, reservationId, returnId, transferId, countId]: string[] & [string, string, string, string, string, string]
declare const [alertId]: string[] & [string]
declare const [baseUrl, password, currentPassword, newPassword, token]: [string, string, string, string, string]
declare const product: Product, warehouse: Warehouse, category: Category, member: Member, invitation: Invitation
declare const rows: { code: string; title: string; price: string }[]
declare const error: unknown
declare const console: { log(...words: unknown[]): void }
`;

test('every example of a doc comment compiles against the SDK', () => {
  const examples = [...methods, ...others].flatMap(({ examples }) => examples);
  expect(examples.length).toBeGreaterThanOrEqual(methods.length + 4);
  const isImport = (line: string) => line.startsWith('import ');
  const lines = examples.flatMap((code) => code.split('\n'));
  const imports = [...new Set(lines.filter(isImport))].map((line) => `${line}\n`).join('');
  const bodies = examples.map((code) =>
    code
      .split('\n')
      .filter((line) => !isImport(line))
      .join('\n'),
  );
  const text = `${imports}${GIVEN}${bodies.map((code, index) => `export const example${index} = async () => {\n${code}\n}\n`).join('')}`;
  const virtual = join(folder, 'examples-of-docs.ts');
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    customConditions: ['@stockflow/source'],
    types: ['node'],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === virtual || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === virtual ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2023) : getSourceFile(name, ...rest);
  const program = ts.createProgram([virtual], options, host);
  const problems = program
    .getSemanticDiagnostics(program.getSourceFile(virtual))
    .concat(program.getSyntacticDiagnostics(program.getSourceFile(virtual)))
    .map(({ start = 0, messageText }) => {
      const line = text.slice(text.lastIndexOf('\n', start) + 1, text.indexOf('\n', start));
      return `${line.trim()}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
  expect(problems).toEqual([]);
}, 60_000);
