import { parse } from 'libpg-query';

/** What a sharded PostgreSQL would refuse in a statement, or would have to ask every node for; one line each. */
export const findUnrouted = async (text: string, tables: Tables): Promise<string[]> => {
  const tree = (await parse(text)) as unknown as Tree;
  const found = new Set<string>();
  const touched = new Set<string>();
  const level: Level = { tables, ctes: new Set(), outer: new Set(), found, touched, calls: new Set() };
  look(tree, level);
  const local = [...touched].filter((name) => tables.local.has(name));
  if (local.length > 0 && local.length < touched.size)
    found.add(`joins a table of one node (${local.join(', ')}) with distributed ones`);
  for (const name of level.calls)
    if (tables.nodeBound.has(name) && touched.size > local.length)
      found.add(`${name}() speaks of the node it runs on, and would run where the shard is`);
  return [...found];
};

export interface Tables {
  /** The distributed tables, each with the column that says where a row lies. */
  readonly distributed: ReadonlyMap<string, string>;
  /** Tables that stay on one node. */
  readonly local: ReadonlySet<string>;
  /** Functions whose answer is another on each node. */
  readonly nodeBound: ReadonlySet<string>;
  /** Functions that may answer something else each time: not taken in a change of distributed rows. */
  readonly volatile: ReadonlySet<string>;
}

/** A node of PostgreSQL's own tree; what is not asked for stays unknown. */
type Tree = { readonly [key: string]: unknown };

interface Level {
  readonly tables: Tables;
  readonly ctes: ReadonlySet<string>;
  /** Aliases of the statements around this one that are tied to a company. */
  readonly outer: ReadonlySet<string>;
  readonly found: Set<string>;
  readonly touched: Set<string>;
  readonly calls: Set<string>;
}

/** A table, subquery or function that a statement reads from. */
interface Source {
  readonly alias: string;
  /** The column that says where its rows lie; undefined for what is not a distributed table. */
  readonly key: string | undefined;
  readonly table: string;
}

/** One condition that must hold, and the sources that it may tie: ON of an outer join ties its inner side only. */
interface Condition {
  readonly test: Tree;
  readonly ties: ReadonlySet<string> | undefined;
}

const STATEMENTS = new Set(['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt']);

/** Walks down to each statement, however nested; every one is looked at with what stands around it. */
const look = (node: unknown, level: Level): void => {
  if (Array.isArray(node)) {
    for (const item of node) look(item, level);
    return;
  }
  if (!isTree(node)) return;
  for (const [key, value] of Object.entries(node)) {
    const isArm =
      (key === 'larg' || key === 'rarg') && isTree(value) && 'op' in value && 'limitOption' in value;
    if (STATEMENTS.has(key) || isArm) lookAtStatement(isArm ? 'SelectStmt' : key, value as Tree, level);
    else look(value, level);
    if (key === 'FuncCall') level.calls.add(lastName((value as Tree).funcname));
  }
};

const lookAtStatement = (kind: string, statement: Tree, around: Level): void => {
  const named = listOf((statement.withClause as Tree | undefined)?.ctes).map(
    (cte) => (cte.CommonTableExpr as Tree).ctename as string,
  );
  const level: Level = { ...around, ctes: new Set([...around.ctes, ...named]) };
  if (kind === 'MergeStmt') level.found.add('MERGE is not looked through: write it another way');

  const sources: Source[] = [];
  const conditions: Condition[] = [];
  for (const item of [...listOf(statement.fromClause), ...listOf(statement.usingClause)])
    gather(item, { sources, conditions, level });
  const target = isTree(statement.relation) ? sourceOf(statement.relation, level) : undefined;
  if (target && kind !== 'InsertStmt') sources.push(target);
  for (const test of conjuncts(statement.whereClause)) conditions.push({ test, ties: undefined });

  const tied = tiedOf(sources, conditions, level.outer);
  for (const { alias, key, table } of sources)
    if (key !== undefined && !tied.has(alias))
      level.found.add(`${table} (${alias}) is not tied to a company`);
  if (target?.key !== undefined) lookAtChange(kind, statement, target, level);
  look({ ...statement, relation: undefined }, { ...level, outer: new Set([...level.outer, ...tied]) });
};

/** Where rows are changed: the company is said on the way in, never changed, and no function surprises. */
const lookAtChange = (kind: string, statement: Tree, target: Source, level: Level): void => {
  const { table, key } = target;
  if (kind === 'InsertStmt') {
    const columns = listOf(statement.cols).map((col) => (col.ResTarget as Tree).name);
    const place = columns.indexOf(key);
    if (place < 0) level.found.add(`a row of ${table} is written without ${key}`);
    else if (!insertsCompany(statement, place, level))
      level.found.add(`a row of ${table} is written whose ${key} is not that of the call`);
    const conflict = (statement.onConflictClause as Tree | undefined)?.infer as Tree | undefined;
    const infers = listOf(conflict?.indexElems).map((element) => (element.IndexElem as Tree).name);
    if (conflict?.indexElems !== undefined && !infers.includes(key))
      level.found.add(`ON CONFLICT on ${table} leaves out ${key}`);
  }
  const sets = [...listOf(statement.targetList), ...listOf((statement.onConflictClause as Tree)?.targetList)];
  if (kind !== 'DeleteStmt' && sets.some((set) => (set.ResTarget as Tree | undefined)?.name === key))
    level.found.add(`${key} of ${table} is changed`);
  const calls = new Set<string>();
  look(kind === 'InsertStmt' ? statement.onConflictClause : { ...statement, withClause: undefined }, {
    ...level,
    found: new Set(),
    calls,
  });
  for (const name of calls)
    if (level.tables.volatile.has(name)) level.found.add(`${name}() is volatile, in a change of ${table}`);
};

/** True when what comes into the column is a parameter, or the company of a source that is tied to one. */
const insertsCompany = (statement: Tree, place: number, level: Level): boolean => {
  const select = (statement.selectStmt as Tree | undefined)?.SelectStmt as Tree | undefined;
  if (!select) return false;
  const rows = listOf(select.valuesLists);
  if (rows.length > 0) return rows.every((row) => isCompany(listOf((row.List as Tree).items)[place]));
  const value = (listOf(select.targetList)[place]?.ResTarget as Tree | undefined)?.val;
  if (isCompany(value)) return true;
  const column = columnOf(value);
  if (!column) return false;
  const sources: Source[] = [];
  const conditions: Condition[] = conjuncts(select.whereClause).map((test) => ({ test, ties: undefined }));
  for (const item of listOf(select.fromClause)) gather(item, { sources, conditions, level });
  const tied = tiedOf(sources, conditions, level.outer);
  return sources.some(
    ({ alias, key }) => key === column.name && tied.has(alias) && (column.alias ?? alias) === alias,
  );
};

/** Sources and conditions of one item of FROM; a join's are those of both sides and its ON. */
const gather = (
  item: Tree,
  into: { sources: Source[]; conditions: Condition[]; level: Level },
): ReadonlySet<string> => {
  if (isTree(item.RangeVar)) {
    const source = sourceOf(item.RangeVar, into.level);
    into.sources.push(source);
    return new Set([source.alias]);
  }
  if (!isTree(item.JoinExpr)) return new Set();
  const { larg, rarg, quals, jointype } = item.JoinExpr;
  const left = gather(larg as Tree, into);
  const right = gather(rarg as Tree, into);
  const inner = { JOIN_LEFT: right, JOIN_RIGHT: left, JOIN_FULL: new Set<string>() }[jointype as string];
  for (const test of conjuncts(quals)) into.conditions.push({ test, ties: inner });
  return new Set([...left, ...right]);
};

const sourceOf = (range: Tree, level: Level): Source => {
  const table = range.relname as string;
  const alias = ((range.alias as Tree | undefined)?.aliasname as string | undefined) ?? table;
  const isCte = level.ctes.has(table) && range.schemaname === undefined;
  if (isCte) return { alias, table, key: undefined };
  const isKnown = level.tables.distributed.has(table) || level.tables.local.has(table);
  if (isKnown) level.touched.add(table);
  else if (!range.schemaname) level.found.add(`${table} is no table that is known`);
  return { alias, table, key: level.tables.distributed.get(table) };
};

/** The aliases whose company is a parameter, by themselves or through another that is. */
const tiedOf = (
  sources: readonly Source[],
  conditions: readonly Condition[],
  outer: ReadonlySet<string>,
): Set<string> => {
  const tied = new Set<string>();
  const keyed = sources.filter(({ key }) => key !== undefined);
  const sourceNamed = (node: unknown) => {
    const column = columnOf(node);
    return keyed.find(({ alias, key }) => key === column?.name && (column?.alias ?? alias) === alias);
  };
  const isTied = (node: unknown): boolean => {
    if (isCompany(node)) return true;
    const source = sourceNamed(node);
    if (source) return tied.has(source.alias);
    const column = columnOf(node);
    return column?.alias !== undefined && outer.has(column.alias) && /^(company_id|id)$/.test(column.name);
  };
  for (let before = -1; before !== tied.size; ) {
    before = tied.size;
    for (const { test, ties } of conditions) {
      const sides = equalSides(test);
      for (const [one, other] of sides ? [sides, [sides[1], sides[0]] as const] : []) {
        const source = sourceNamed(one);
        if (source && isTied(other) && (ties?.has(source.alias) ?? true)) tied.add(source.alias);
      }
    }
  }
  return tied;
};

/** What a whole condition says one by one: its AND, taken apart. */
const conjuncts = (node: unknown): Tree[] => {
  if (!isTree(node)) return [];
  const all = node.BoolExpr as Tree | undefined;
  return all?.boolop === 'AND_EXPR' ? listOf(all.args).flatMap(conjuncts) : [node];
};

const equalSides = (test: Tree): readonly [unknown, unknown] | undefined => {
  const expression = test.A_Expr as Tree | undefined;
  if (expression?.kind !== 'AEXPR_OP' || lastName(expression.name) !== '=') return undefined;
  return [expression.lexpr, expression.rexpr];
};

/** A parameter, or a cast of one: what a call hands in. */
const isCompany = (node: unknown): boolean =>
  isTree(node) &&
  (isTree(node.ParamRef) || (isTree(node.TypeCast) && isCompany((node.TypeCast as Tree).arg)));

const columnOf = (node: unknown): { alias: string | undefined; name: string } | undefined => {
  const fields = isTree(node) ? listOf((node.ColumnRef as Tree | undefined)?.fields) : [];
  const names = fields.map((field) => (field.String as Tree | undefined)?.sval as string | undefined);
  const name = names.at(-1);
  return name === undefined ? undefined : { alias: names.length > 1 ? names.at(-2) : undefined, name };
};

const lastName = (names: unknown): string =>
  ((listOf(names).at(-1)?.String as Tree | undefined)?.sval as string | undefined) ?? '';

const isTree = (node: unknown): node is Tree =>
  typeof node === 'object' && node !== null && !Array.isArray(node);
const listOf = (node: unknown): Tree[] => (Array.isArray(node) ? (node as Tree[]) : []);
