import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { FIELD_DOCS } from '../../../sdk/tools/field-docs.ts';
import type { Json } from './json.ts';
import { inWords } from './method-docs.ts';

type Direction = 'in' | 'out';

const contract = fileURLToPath(new URL('../../../schemas/src/index.ts', import.meta.url));

/** Puts what the contract's doc comments say of fields into the JSON schemas that come from it. */
export class FieldDocs {
  readonly #checker: ts.TypeChecker;
  readonly #exports: Map<string, ts.Symbol>;

  constructor() {
    const program = ts.createProgram([contract], compilerOptions());
    this.#checker = program.getTypeChecker();
    const source = program.getSourceFile(contract);
    const module = source && this.#checker.getSymbolAtLocation(source);
    if (!module) throw new Error(`${contract} cannot be read`);
    this.#exports = new Map(this.#checker.getExportsOfModule(module).map((symbol) => [symbol.name, symbol]));
  }

  /** Describes a schema and each of its fields in place; `name` is what the contract exports it as. */
  describe(json: Json, name: string | undefined, direction: Direction): void {
    const symbol = name === undefined ? undefined : this.#exports.get(name);
    const type = symbol && this.#typeOf(symbol, direction);
    const doc = symbol && this.#docOf(symbol);
    if (doc) json.description ??= doc;
    this.#fields(json, type, direction);
  }

  /** What goes into a schema, or comes out of it. */
  #typeOf(symbol: ts.Symbol, direction: Direction): ts.Type | undefined {
    const type = this.#checker.getTypeOfSymbol(this.#resolved(symbol));
    const side = type.getProperty(direction === 'in' ? '_input' : '_output');
    return side && this.#checker.getTypeOfSymbol(side);
  }

  #resolved(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
  }

  #docOf(symbol: ts.Symbol): string {
    const comment = this.#resolved(symbol).getDocumentationComment(this.#checker);
    return inWords(ts.displayPartsToString(comment));
  }

  #fields(json: Json, type: ts.Type | undefined, direction: Direction): void {
    for (const branch of [...(json.anyOf ?? []), ...(json.oneOf ?? [])])
      this.#fields(branch, type, direction);
    if (json.items) this.#fields(json.items, type && this.#elementOf(type), direction);
    for (const [name, field] of Object.entries(json.properties ?? {})) {
      const symbol = type && this.#propertyOf(type, name);
      const doc = (symbol && this.#docOf(symbol)) || commonDoc(name, direction);
      if (doc) field.description ??= doc;
      this.#fields(field, symbol && this.#checker.getTypeOfSymbol(symbol), direction);
    }
  }

  #membersOf(type: ts.Type): ts.Type[] {
    return type.isUnion() ? type.types : [type];
  }

  #propertyOf(type: ts.Type, name: string): ts.Symbol | undefined {
    return this.#membersOf(type)
      .map((member) => member.getProperty(name))
      .find((symbol) => symbol !== undefined);
  }

  #elementOf(type: ts.Type): ts.Type | undefined {
    const array = this.#membersOf(type).find((member) => this.#checker.isArrayType(member));
    return array && this.#checker.getTypeArguments(array as ts.TypeReference)[0];
  }
}

const commonDoc = (name: string, direction: Direction): string => {
  const doc = FIELD_DOCS[name] ?? '';
  return inWords(typeof doc === 'string' ? doc : doc[direction === 'in' ? 0 : 1]);
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
