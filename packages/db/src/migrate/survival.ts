/** A statement that a process of the version before would not survive, or would be held up by. */
export interface Danger {
  line: number;
  /** The statement's beginning. */
  statement: string;
  why: string;
}

interface Rule {
  pattern: RegExp;
  why: string;
  /** Harmless on a table that this very migration makes: nobody uses it yet. */
  sparesNewTables?: true;
}

const RULES: readonly Rule[] = [
  {
    pattern: /^drop (table|view|materialized view|sequence|type|function|procedure|domain|schema)\b/,
    why: 'the version before still uses it',
  },
  { pattern: /^truncate\b/, why: 'the version before still reads it' },
  { pattern: /^drop trigger\b/, why: 'the version before relies on it' },
  {
    pattern: /^alter (table|view|type|function|index|sequence)\b.*\brename\b/,
    why: 'the version before knows it by its old name',
  },
  { pattern: /^alter type\b.*\bdrop value\b/, why: 'the version before still writes it' },
  {
    pattern: /^alter table\b.*\bdrop (column|constraint)\b/,
    why: 'the version before still writes it, or relies on it',
    sparesNewTables: true,
  },
  {
    pattern: /^alter table\b.*\balter (column )?\S+ (set data )?type\b/,
    why: 'the version before reads and writes the old type, and the table is locked while it is rewritten',
    sparesNewTables: true,
  },
  {
    pattern: /^alter table\b.*\balter (column )?\S+ set not null\b/,
    why: 'the version before may write null; every row is read under a lock',
    sparesNewTables: true,
  },
  {
    pattern: /^alter table\b.*\balter (column )?\S+ drop default\b/,
    why: 'the version before may leave it out',
    sparesNewTables: true,
  },
  {
    pattern:
      /^alter table\b.*\badd (column )?(?!constraint\b)(?=[^,]*\bnot null\b)(?![^,]*\b(default|generated)\b)/,
    why: 'the version before does not write it; and there are rows',
    sparesNewTables: true,
  },
  {
    pattern:
      /^alter table\b.*\badd (constraint\b|check\b|unique\b|foreign key\b|primary key\b)(?!.*\bnot valid\b)/,
    why: 'what the version before writes may be refused, and every row is read under a lock (add it NOT VALID, validate it later)',
    sparesNewTables: true,
  },
  {
    pattern: /^create (unique )?index\b/,
    why: 'writes wait while it is built; a unique one may refuse what the version before writes',
    sparesNewTables: true,
  },
  { pattern: /^revoke\b/, why: 'the version before may need the right' },
  { pattern: /^(drop|alter) policy\b/, why: 'the version before reads and writes through it' },
];

/** How a migration says that a statement is survived all the same: a comment right above it. */
const MARK = /^\s*--\s*previous version:\s*\S.{9,}/i;

/**
 * What in a migration the version before would not survive. A new version's migrations run while processes of the version
 * before still serve: so a migration only adds, and what is no longer used goes one version later. A statement that looks
 * dangerous and is not says why, in a comment right above: `-- previous version: nobody has written it since 1.4`.
 * Reads text, not a syntax tree: it knows how migrations are written here, and bodies of functions are not looked into.
 */
export const dangersIn = (sql: string): Danger[] => {
  const statements = statementsIn(sql);
  const made = new Set(
    statements.flatMap(
      ({ text }) => /^create (?:unlogged )?table (?:if not exists )?(\S+)/.exec(text)?.[1] ?? [],
    ),
  );
  return statements.flatMap(({ text, line, isMarked }) => {
    if (isMarked) return [];
    const table = /\b(?:table|on) (?:only |if exists )*([\w."]+)/.exec(text)?.[1] ?? '';
    return RULES.filter(
      ({ pattern, sparesNewTables }) => pattern.test(text) && !(sparesNewTables && made.has(table)),
    ).map(({ why }) => ({ line, statement: text.slice(0, 80), why }));
  });
};

interface Sql {
  /** In small letters, on one line, without comments and quotation marks. */
  text: string;
  line: number;
  isMarked: boolean;
}

const statementsIn = (sql: string): Sql[] => {
  // Bodies and texts may hold anything, semicolons too: they are blanked out, their lines kept.
  const blank = (text: string) => text.replace(/[^\n]/g, ' ');
  const bare = sql.replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, blank).replace(/'(?:[^']|'')*'/g, blank);
  const found: Sql[] = [];
  let lines: string[] = [];
  let begins = 0;
  let isMarked = false;
  for (const [index, line] of bare.split('\n').entries()) {
    if (lines.length === 0 && MARK.test(sql.split('\n')[index] ?? '')) isMarked = true;
    const code = line.replace(/--.*$/, '').trim();
    if (code === '') continue;
    for (const part of code.split(/(?<=;)/)) {
      if (part.trim() === '') continue;
      if (lines.length === 0) begins = index + 1;
      lines.push(part.replace(/;$/, ''));
      if (!part.endsWith(';')) continue;
      const text = lines.join(' ').toLowerCase().replaceAll('"', '').replace(/\s+/g, ' ').trim();
      found.push({ text, line: begins, isMarked });
      lines = [];
      isMarked = false;
    }
  }
  return found;
};
