import ts from 'typescript';
import { idKindOf } from './id-kinds.ts';

/** `in`: enums are what may be sent. `out`: enums are open, for a newer server may answer more. */
export type Direction = 'in' | 'out' | 'both';

/** Words for a field of this name; of two, the first is for what is sent and the second for answers. */
export type FieldDocs = Readonly<Record<string, string | readonly [sent: string, answered: string]>>;

const LINE_MAX = 110;
const INDENT = '  ';

interface Place {
  direction: Direction;
  indent: string;
  /** Names that the text has used. */
  used: Set<string>;
  /** The type, or the field, that the text stands in. */
  owner: string;
}

interface Declaration {
  name: string;
  type: ts.Type;
  direction: Direction;
  used: Set<string>;
}

/** Prints types as a person would write them, formatted as the repository's formatter would. */
export class TypePrinter {
  readonly #checker: ts.TypeChecker;
  readonly #fieldDocs: FieldDocs;
  readonly #names = new Map<string, string>();

  constructor(checker: ts.TypeChecker, fieldDocs: FieldDocs) {
    this.#checker = checker;
    this.#fieldDocs = fieldDocs;
  }

  /** From now on an object or an enum of this form is printed by its name. */
  name(name: string, type: ts.Type, direction: Direction): void {
    if (type.isUnion()) this.#names.set(enumKeyOf(type.types), name);
    if (!isObject(type)) return;
    for (const way of direction === 'both' ? (['in', 'out', 'both'] as const) : [direction]) {
      const key = way + this.#formOf(type);
      if (!this.#names.has(key)) this.#names.set(key, name);
    }
  }

  declaration({ name, type, direction, used }: Declaration): string {
    const place = { direction, indent: '', used, owner: name };
    if (isObject(type)) return `export interface ${name} ${this.#body(type, place)}\n`;
    return `${fitted(`export type ${name} =`, this.#literals(type), '')}\n`;
  }

  comment(doc: string, indent: string): string {
    const lines = doc.split('\n').map((line) => line.trim());
    if (lines.length === 1 && indent.length + lines[0]!.length + 7 <= LINE_MAX)
      return `${indent}/** ${lines[0]} */\n`;
    const wrapped = lines.flatMap((line) => wrap(line, LINE_MAX - indent.length - 3));
    return `${indent}/**\n${wrapped.map((line) => `${indent} * ${line}\n`).join('')}${indent} */\n`;
  }

  /** Types of one form have one key, whatever their order of fields and members. */
  #formOf(type: ts.Type): string {
    if (type.isUnion())
      return type.types
        .map((member) => this.#formOf(member))
        .sort()
        .join('|');
    if (this.#checker.isArrayType(type)) return `[${this.#formOf(this.#itemOf(type))}]`;
    if (!isObject(type)) return this.#checker.typeToString(type);
    const fields = type.getProperties().map((field) => {
      return `${field.name}${isOptional(field) ? '?' : ''}:${this.#formOf(this.#checker.getTypeOfSymbol(field))}`;
    });
    return `{${fields.sort().join(';')}}`;
  }

  #body(type: ts.Type, place: Place): string {
    const inner = { ...place, indent: place.indent + INDENT };
    const fields = [...type.getProperties()]
      .sort((a, b) => rankOf(a) - rankOf(b))
      .map((field) => this.#field(field, inner));
    return `{\n${fields.join('')}${place.indent}}`;
  }

  #field(field: ts.Symbol, place: Place): string {
    const own = ts.displayPartsToString(field.getDocumentationComment(this.#checker));
    const doc = own || this.#docOf(field.name, place);
    const type = this.#checker.getTypeOfSymbol(field);
    const head = `${place.indent}${field.name}${isOptional(field) ? '?' : ''}:`;
    const comment = doc === '' ? '' : this.comment(doc, place.indent);
    const parts = this.#branded(field.name, this.#parts(type, { ...place, owner: field.name }), place);
    return `${comment}${fitted(head, parts, place.indent)}\n`;
  }

  /** A string that is an id is printed as the id of its kind. */
  #branded(field: string, parts: string[], { owner, used }: Place): string[] {
    if (!parts.some((part) => /^string(\[\])?$/.test(part))) return parts;
    const kind = idKindOf(field, owner);
    if (kind === null) return parts;
    used.add(`${kind}Id`);
    return parts.map((part) => part.replace(/^string(?=$|\[)/, `${kind}Id`));
  }

  #docOf(field: string, { direction }: Place): string {
    const doc = this.#fieldDocs[field] ?? '';
    return typeof doc === 'string' ? doc : doc[direction === 'in' ? 0 : 1];
  }

  #literals(type: ts.Type): string[] {
    const members = type.isUnion() ? type.types : [type];
    return members.map((member) => this.#checker.typeToString(member).replaceAll('"', "'")).sort();
  }

  /** The members of a union, or the type alone. */
  #parts(type: ts.Type, place: Place): string[] {
    if (type.flags & ts.TypeFlags.Boolean) return ['boolean'];
    if (type.isStringLiteral()) return this.#enum([type], place);
    if (!type.isUnion()) return [this.#one(type, place)];
    const members = type.types;
    const has = (flag: ts.TypeFlags) => members.some((member) => member.flags & flag);
    const others = members.filter((member) => !(member.flags & SIMPLE) && !member.isStringLiteral());
    return [
      ...this.#enum(members, place),
      ...others.map((member) => this.#one(member, place)),
      ...(has(ts.TypeFlags.BooleanLiteral) ? ['boolean'] : []),
      ...(has(ts.TypeFlags.Null) ? ['null'] : []),
      ...(has(ts.TypeFlags.Undefined) ? ['undefined'] : []),
    ];
  }

  #enum(members: ts.Type[], { direction, used }: Place): string[] {
    const key = enumKeyOf(members);
    if (key === '') return [];
    const name = this.#names.get(key);
    if (name !== undefined) used.add(name);
    const known = name === undefined ? key.split('|') : [name];
    return direction === 'out' ? [...known, '(string & {})'] : known;
  }

  #one(type: ts.Type, place: Place): string {
    if (this.#checker.isArrayType(type)) return this.#array(type, place);
    if (isRecord(type)) {
      const value = this.#parts(type.getStringIndexType()!, place).join(' | ');
      return `Record<string, ${value}>`;
    }
    if (!isObject(type)) return this.#checker.typeToString(type);
    const name = this.#names.get(place.direction + this.#formOf(type));
    if (name === undefined) return this.#body(type, place);
    place.used.add(name);
    return name;
  }

  #itemOf(array: ts.Type): ts.Type {
    return this.#checker.getTypeArguments(array as ts.TypeReference)[0]!;
  }

  #array(type: ts.Type, place: Place): string {
    const parts = this.#parts(this.#itemOf(type), place);
    return parts.length > 1 ? `(${parts.join(' | ')})[]` : `${parts[0]}[]`;
  }
}

const SIMPLE = ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.BooleanLiteral;

const enumKeyOf = (members: ts.Type[]): string =>
  members
    .flatMap((member) => (member.isStringLiteral() ? [`'${member.value}'`] : []))
    .sort()
    .join('|');

/** On one line if it fits, else each part of the union on a line of its own. */
const fitted = (head: string, parts: string[], indent: string): string => {
  const line = `${head} ${parts.join(' | ')};`;
  if (longestLine(line) <= LINE_MAX) return line;
  if (parts.length < 2) throw new Error(`too long for one line; give it a name in surface.ts: ${line}`);
  return `${head}\n${parts.map((part) => `${indent}${INDENT}| ${part}`).join('\n')};`;
};

const isRecord = (type: ts.Type): boolean => type.getStringIndexType() !== undefined;
const isObject = (type: ts.Type): boolean => (type.flags & ts.TypeFlags.Object) !== 0 && !isRecord(type);
const isOptional = (field: ts.Symbol): boolean => (field.flags & ts.SymbolFlags.Optional) !== 0;

/** Required fields first, the idempotency key last. */
const rankOf = (field: ts.Symbol): number =>
  field.name === 'idempotencyKey' ? 2 : isOptional(field) ? 1 : 0;

const longestLine = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));

const wrap = (text: string, width: number): string[] => {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1)!;
    if (last !== '' && last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
};
