import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { FIELD_DOCS } from './field-docs.ts';
import { ID_KINDS, renderIds } from './id-kinds.ts';
import { type Direction, TypePrinter } from './type-printer.ts';

const surface = fileURLToPath(new URL('./surface.ts', import.meta.url));
const DIRECTIONS: Record<string, Direction> = { Answers: 'out', Common: 'both', Inputs: 'in' };
const HEAD = '// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.\n';

const IDS_FILE = 'ids.ts';

interface Named {
  name: string;
  type: ts.Type;
  direction: Direction;
  doc: string;
  /** The contract's file that says it: it becomes a file of the same name here. */
  file: string;
}

/** The SDK's types as source text, by file: plain interfaces that import nothing but each other. */
export const renderTypes = (): Map<string, string> => {
  const program = ts.createProgram([surface], compilerOptions());
  const checker = program.getTypeChecker();
  const all = readSurface(program.getSourceFile(surface)!, checker);
  const printer = new TypePrinter(checker, FIELD_DOCS);
  for (const { name, type, direction } of all) printer.name(name, type, direction);

  const files = new Map<string, Named[]>();
  for (const named of all) files.set(named.file, [...(files.get(named.file) ?? []), named]);
  const rendered = new Map([[IDS_FILE, HEAD + renderIds()]]);
  for (const [file, contents] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    rendered.set(file, renderFile(file, contents, all, printer));
  }
  const names = [...rendered.keys()]
    .sort()
    .map((file) => `export type * from './${file}';\n`)
    .join('');
  return rendered.set('index.ts', `${HEAD}${names}`);
};

const renderFile = (file: string, contents: Named[], all: Named[], printer: TypePrinter): string => {
  const used = new Set<string>();
  const declarations = contents.map(({ name, type, direction, doc }) => {
    const comment = doc === '' ? '' : printer.comment(doc, '');
    return `\n${comment}${printer.declaration({ name, type, direction, used })}`;
  });
  const home = new Map(all.map((named) => [named.name, named.file]));
  for (const kind of Object.keys(ID_KINDS)) home.set(`${kind}Id`, IDS_FILE);
  const imports = new Map<string, string[]>();
  for (const name of [...used].sort()) {
    const from = home.get(name);
    if (from !== undefined && from !== file) imports.set(from, [...(imports.get(from) ?? []), name]);
  }
  const importLines = [...imports]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([from, names]) => `import type { ${names.join(', ')} } from './${from}';\n`);
  return HEAD + importLines.join('') + declarations.join('');
};

const readSurface = (source: ts.SourceFile, checker: ts.TypeChecker): Named[] => {
  const all: Named[] = [];
  source.forEachChild((node) => {
    if (!ts.isInterfaceDeclaration(node)) return;
    const direction = DIRECTIONS[node.name.text];
    if (direction === undefined)
      throw new Error(`surface.ts has a group "${node.name.text}" that is not known`);
    for (const member of node.members) {
      if (!ts.isPropertySignature(member) || !member.type)
        throw new Error(`not a type: ${member.getText(source)}`);
      const type = checker.getNonNullableType(checker.getTypeFromTypeNode(member.type));
      all.push({ name: member.name.getText(source), type, direction, ...originOf(member, checker) });
    }
  });
  return all.sort((a, b) => (a.name < b.name ? -1 : 1));
};

/** Where the contract says the type, and in what words: the schema's comment, else the type's. */
const originOf = (member: ts.PropertySignature, checker: ts.TypeChecker): { doc: string; file: string } => {
  const own = docOf(checker.getSymbolAtLocation(member.name), checker);
  let symbol = contractSymbol(member.type!, checker);
  const file = basename(symbol.declarations![0]!.getSourceFile().fileName);
  let doc = own || docOf(symbol, checker);
  const [declaration] = symbol.declarations!;
  if (doc === '' && ts.isTypeAliasDeclaration(declaration!)) {
    symbol = contractSymbol(declaration.type, checker);
    doc = docOf(symbol, checker);
  }
  return { doc, file };
};

const docOf = (symbol: ts.Symbol | undefined, checker: ts.TypeChecker): string =>
  ts.displayPartsToString(symbol?.getDocumentationComment(checker) ?? []);

/** The first name of the contract in a type such as `NonNullable<contract.X>` or `z.output<typeof y>`. */
const contractSymbol = (node: ts.TypeNode, checker: ts.TypeChecker): ts.Symbol => {
  const found: ts.Symbol[] = [];
  const visit = (child: ts.Node): void => {
    if (ts.isIdentifier(child)) {
      let symbol = checker.getSymbolAtLocation(child);
      if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
      const file = symbol?.declarations?.[0]?.getSourceFile().fileName ?? '';
      if (symbol && file.includes('/schemas/src/') && !(symbol.flags & ts.SymbolFlags.ValueModule))
        found.push(symbol);
    }
    child.forEachChild(visit);
  };
  visit(node);
  if (!found[0]) throw new Error(`${node.getText()} names nothing of the contract`);
  return found[0];
};

const compilerOptions = (): ts.CompilerOptions => ({
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts'],
  types: [],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  customConditions: ['@stockflow/source'],
  allowImportingTsExtensions: true,
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
});
