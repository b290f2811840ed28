import { readFileSync } from 'node:fs';
import { schemaPath } from './schema-engine.ts';

/** What one table or one column means, in the words of schema.prisma. */
export interface SchemaComment {
  table: string;
  /** `null`: the comment is on the table itself. */
  column: string | null;
  text: string;
}

/**
 * The `///` lines of schema.prisma, with the names that tables and columns have in the database. A model or
 * column without one throws: what a row means is not left to be guessed.
 */
export function commentsOfSchema(schema = readFileSync(schemaPath, 'utf8')): SchemaComment[] {
  const models = new Set([...schema.matchAll(/^model (\w+) \{/gm)].map(([, name]) => name));
  return [...schema.matchAll(/((?:^\/\/\/.*\n)*)^model (\w+) \{\n([\s\S]*?)^\}/gm)].flatMap(
    ([, prose = '', model = '', body = '']) => {
      const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? model;
      return [{ table, column: null, text: textOf(prose, model) }, ...columnsOf(table, model, body, models)];
    },
  );
}

function columnsOf(table: string, model: string, body: string, models: Set<string | undefined>) {
  const fields = body.matchAll(/((?:^ *\/\/\/.*\n)*)^ +(\w+) +(\w+)(?:\[\]|\?)?(.*)$/gm);
  return [...fields].flatMap(([, prose = '', field = '', type = '', attributes = '']) => {
    if (models.has(type)) return []; // a relation: no column
    const column = /@map\("(\w+)"\)/.exec(attributes)?.[1] ?? field;
    return [{ table, column, text: textOf(prose, `${model}.${field}`) }];
  });
}

function textOf(prose: string, what: string): string {
  const text = prose
    .replace(/^\s*\/\/\/ ?/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (text === '') throw new Error(`schema.prisma says nothing about ${what}: give it a /// line`);
  return text;
}

/** The comments as SQL, for a migration. */
export function sqlOfComments(comments: SchemaComment[]): string {
  return comments
    .map(({ table, column, text }) => {
      const what = column === null ? `TABLE "${table}"` : `COLUMN "${table}"."${column}"`;
      return `COMMENT ON ${what} IS '${text.replaceAll("'", "''")}';\n`;
    })
    .join('');
}
