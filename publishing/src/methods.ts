import ts from 'typescript';

/** One method of the SDK, as its declarations show it. */
export interface SdkMethod {
  group: string;
  name: string;
  /** The least and the most arguments that it takes. */
  parameters: { least: number; most: number };
  /** The doc comment: without its tags, and its examples. */
  words: string;
  examples: string[];
}

/** Every method of the class `Stockflow`'s groups, read from the text of a declaration file. */
export const methodsOf = (declarations: string): SdkMethod[] => {
  const file = ts.createSourceFile('index.d.ts', declarations, ts.ScriptTarget.ES2022, true);
  const classes = new Map(
    file.statements.filter(ts.isClassDeclaration).map((one) => [one.name?.text ?? '', one] as const),
  );
  const membersOf = (name: string): readonly ts.ClassElement[] => classes.get(name)?.members ?? [];
  const groups = membersOf('Stockflow').filter(ts.isPropertyDeclaration);
  return groups.flatMap((property) =>
    membersOf(property.type?.getText() ?? '')
      .filter(ts.isMethodDeclaration)
      .map((method) => methodOf(property.name.getText(), method)),
  );
};

const methodOf = (group: string, method: ts.MethodDeclaration): SdkMethod => {
  const docs = ts.getJSDocCommentsAndTags(method).filter(ts.isJSDoc);
  return {
    group,
    name: method.name.getText(),
    parameters: {
      least: method.parameters.filter(({ questionToken }) => !questionToken).length,
      most: method.parameters.length,
    },
    words: docs.map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '').join('\n'),
    examples: ts
      .getJSDocTags(method)
      .filter(({ tagName }) => tagName.text === 'example')
      .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? ''),
  };
};

/** A program that calls every method and uses every answer: what the most curious consumer makes a compiler read. */
export const programOfAll = (methods: readonly SdkMethod[]): string => {
  const calls = methods.map(({ group, name, parameters: { least } }, index) => {
    const given = Array.from(
      { length: least },
      (_none, at) => `of<Parameters<typeof s.${group}.${name}>[${at}]>()`,
    );
    return `  const answer${index} = await first(s.${group}.${name}(${given.join(', ')}));\n  used.push(answer${index});`;
  });
  return `import { createStockflow } from '@stockflow/sdk';
const s = createStockflow({ baseUrl: 'http://127.0.0.1:9' });
declare const of: <Value>() => Value;
declare const first: <Answer>(answer: PromiseLike<Answer> | AsyncIterable<Answer>) => Promise<Answer>;
export const everything = async (): Promise<unknown[]> => {
  const used: unknown[] = [];
${calls.join('\n')}
  return used;
};
`;
};
