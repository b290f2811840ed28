import ts from 'typescript';

/** One field of an object, as a table's row. */
export interface Field {
  name: string;
  type: string;
  isOptional: boolean;
  words: string;
}

export interface Method {
  name: string;
  words: string;
  examples: string[];
  /** Class of the refusal, and when. */
  throws: { type: string; words: string }[];
  parameters: { name: string; type: string; isOptional: boolean }[];
  answers: string;
}

/** A class, an interface, a type or a function that the package exports. */
export interface Exported {
  name: string;
  kind: 'class' | 'interface' | 'type' | 'function';
  words: string;
  examples: string[];
  fields: Field[];
  methods: Method[];
  /** Of a type or a function: as it is written. */
  text: string;
  /** What it extends. */
  base: string;
}

const printer = ts.createPrinter({ removeComments: true });
/** A type on one line, without comments. */
const plain = (node: ts.Node | undefined): string =>
  node === undefined
    ? ''
    : printer
        .printNode(ts.EmitHint.Unspecified, node, node.getSourceFile())
        .replace(/\s+/g, ' ')
        .replace(/; }/g, ' }')
        .replace(/ \| undefined\b/g, '')
        .replaceAll(' | (string & {})', ' | …');

const commentsOf = (node: ts.Node): ts.JSDoc[] => ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
const wordsOf = (node: ts.Node): string =>
  commentsOf(node)
    .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '')
    .join('\n')
    .trim();
const examplesOf = (node: ts.Node): string[] =>
  ts
    .getJSDocTags(node)
    .filter(({ tagName }) => tagName.text === 'example')
    .map(({ comment }) => (ts.getTextOfJSDocComment(comment) ?? '').trim());

/** A field, and under it the fields of objects that are written in its place: `lines`, `lines[].quantity`. */
const fieldsOf = (member: ts.PropertySignature | ts.PropertyDeclaration, before = ''): Field[] => {
  const name = `${before}${member.name.getText()}`;
  const inner = objectsIn(member.type, name);
  const type = inner.length > 0 ? inPlace(member.type) : plain(member.type);
  const isOptional = member.questionToken !== undefined;
  const within = inner.flatMap(({ node, at }) =>
    node.members.filter(ts.isPropertySignature).flatMap((one) => fieldsOf(one, `${at}.`)),
  );
  return [{ name, type, isOptional, words: wordsOf(member) }, ...within];
};

/** Objects that a type writes in place: itself, in a list, as one of several. */
const objectsIn = (type: ts.TypeNode | undefined, at: string): { node: ts.TypeLiteralNode; at: string }[] => {
  if (!type) return [];
  if (ts.isTypeLiteralNode(type))
    return type.members.some(ts.isPropertySignature) ? [{ node: type, at }] : [];
  if (ts.isUnionTypeNode(type)) return type.types.flatMap((one) => objectsIn(one, at));
  if (ts.isArrayTypeNode(type)) return objectsIn(type.elementType, `${at}[]`);
  return ts.isParenthesizedTypeNode(type) ? objectsIn(type.type, at) : [];
};

/** A type with `object` in place of what its rows show below. */
const inPlace = (type: ts.TypeNode | undefined): string => {
  if (!type || ts.isTypeLiteralNode(type)) return 'object';
  if (ts.isUnionTypeNode(type)) {
    const all = type.types.map(inPlace).filter((one) => one !== 'undefined');
    return [...new Set(all)].join(' | ');
  }
  if (ts.isArrayTypeNode(type)) return `${inPlace(type.elementType)}[]`;
  return ts.isParenthesizedTypeNode(type) ? inPlace(type.type) : plain(type);
};

const methodOf = (method: ts.MethodDeclaration | ts.MethodSignature): Method => ({
  name: method.name.getText(),
  words: wordsOf(method),
  examples: examplesOf(method),
  throws: ts
    .getJSDocTags(method)
    .filter(ts.isJSDocThrowsTag)
    .map((tag) => ({
      type: tag.typeExpression?.type.getText() ?? '',
      words: ts.getTextOfJSDocComment(tag.comment) ?? '',
    })),
  parameters: method.parameters.map((one) => ({
    name: one.name.getText(),
    type: plain(one.type),
    isOptional: one.questionToken !== undefined,
  })),
  answers: plain(method.type),
});

const isHidden = (member: ts.ClassElement | ts.TypeElement): boolean =>
  member.name === undefined || /^#|^\[|^_/.test(member.name.getText());

/** Everything that a declaration file declares, by its name. */
export const readDeclarations = (text: string): Map<string, Exported> => {
  const file = ts.createSourceFile('index.d.ts', text, ts.ScriptTarget.ES2022, true);
  const found = new Map<string, Exported>();
  for (const node of file.statements) {
    const one = exportedOf(node);
    if (one) found.set(one.name, one);
  }
  return found;
};

const exportedOf = (node: ts.Statement): Exported | undefined => {
  const common = { words: wordsOf(node), examples: examplesOf(node), fields: [], methods: [], base: '' };
  if (ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node)) {
    const members: readonly (ts.ClassElement | ts.TypeElement)[] = node.members;
    const shown = members.filter((member) => !isHidden(member));
    return {
      ...common,
      name: node.name?.text ?? '',
      kind: ts.isClassDeclaration(node) ? 'class' : 'interface',
      base: (node.heritageClauses ?? []).flatMap(({ types }) => types.map(plain)).join(', '),
      fields: shown
        .filter((one) => ts.isPropertySignature(one) || ts.isPropertyDeclaration(one))
        .flatMap((one) => fieldsOf(one)),
      methods: shown
        .filter((one) => ts.isMethodDeclaration(one) || ts.isMethodSignature(one))
        .map((one) => methodOf(one)),
      text: '',
    };
  }
  if (ts.isTypeAliasDeclaration(node))
    return { ...common, name: node.name.text, kind: 'type', text: plain(node.type) };
  const declaration = ts.isVariableStatement(node) ? node.declarationList.declarations[0] : undefined;
  if (declaration)
    return { ...common, name: declaration.name.getText(), kind: 'function', text: plain(declaration.type) };
  return undefined;
};
