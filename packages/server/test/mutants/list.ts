/** One guard taken away, and the test that notices. */
export interface Mutant {
  readonly name: string;
  /** What the guard holds. */
  readonly guard: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  readonly test: { readonly file: string; readonly name: string };
}

const ENGINE = 'packages/db/src/stock/engine';
const RULES = 'packages/domain/src/stock';
const FOUNDATION = 'prisma/migrations/20261123000000_foundation/migration.sql';

const gate = (name: string) => ({ file: `${ENGINE}/gate.int.test.ts`, name });
const load = (name: string) => ({ file: `${ENGINE}/load.int.test.ts`, name });
const checks = (name: string) => ({ file: 'packages/db/test/checks.int.test.ts', name });
const rule = (name: string) => ({ file: `${RULES}/decide.test.ts`, name });
const holds = (name: string) => ({
  file: 'packages/server/src/inventory/reservation-life.int.test.ts',
  name,
});
const races = (name: string) => ({ file: 'packages/server/src/sale/sale-races.int.test.ts', name });

/** docs/mutants.md names them in the same words and in the same order. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: 'engine-level-not-locked',
    guard: 'The engine locks a level before it decides',
    file: `${ENGINE}/lock-places.ts`,
    find: 'limit 1\n             for no key update) as l`;',
    replace: 'limit 1) as l`;',
    test: load('where pairs are named, whatever the order of the lines'),
  },
  {
    name: 'engine-levels-not-in-order',
    guard: 'The engine locks levels in the order of their key',
    file: `${ENGINE}/lock-places.ts`,
    find: 'const keys = [...levels].sort(byLevelKey);',
    replace: 'const keys = [...levels].sort((a, b) => byLevelKey(b, a));',
    test: load('where pairs are named, whatever the order of the lines'),
  },
  {
    name: 'kernel-level-not-locked',
    guard: 'Sales, transfers and counts lock a level before they decide',
    file: 'packages/db/src/stock/levels.ts',
    find: 'limit 1\n             for no key update) as l`,',
    replace: 'limit 1) as l`,',
    test: races('50 callers of 2 units each for 60: 30 sales in the rows, 60 held, none sold twice'),
  },
  {
    name: 'kernel-levels-not-in-order',
    guard: 'Sales, transfers and counts lock levels in the order of their key',
    file: 'packages/db/src/stock/levels.ts',
    find: '.values()].sort(byLevelKey);',
    replace: '.values()];',
    test: load('where they are posted in a transaction of their own, as sales do'),
  },
  {
    name: 'reserved-above-on-hand',
    guard: 'CHECK: reserved ≤ on hand',
    file: FOUNDATION,
    find: '"inventory_reserved_check" CHECK ("reserved" BETWEEN 0 AND "on_hand")',
    replace: '"inventory_reserved_check" CHECK ("reserved" >= 0)',
    test: checks('inventory_reserved_check refuses'),
  },
  {
    name: 'reserved-below-zero',
    guard: 'CHECK: reserved ≥ 0',
    file: FOUNDATION,
    find: '"inventory_reserved_check" CHECK ("reserved" BETWEEN 0 AND "on_hand")',
    replace: '"inventory_reserved_check" CHECK ("reserved" <= "on_hand")',
    test: checks('inventory_reserved_check refuses'),
  },
  {
    name: 'lines-not-summed',
    guard: 'Lines of one level are one demand',
    file: `${RULES}/decide.ts`,
    find: 'demands.set(key, demand);',
    replace: 'demands.set(key + index, demand);',
    test: rule('two lines of one item are one demand, named once'),
  },
  {
    name: 'one-shortage-named',
    guard: 'A refusal names every level that is short',
    file: `${RULES}/decide.ts`,
    find: 'const shortages = demands.flatMap(shortageOf);',
    replace: 'const shortages = demands.flatMap(shortageOf).slice(0, 1);',
    test: rule('a refusal names every level that is short, and only those'),
  },
  {
    name: 'claim-not-heeded',
    guard: 'A write whose id was claimed answers what that answered',
    file: 'packages/server/src/core/write-once.ts',
    find: 'if (earlier) return earlier;',
    replace: '',
    test: races('one idempotency key sent ten times at once sells once, and all ten hear the same sale'),
  },
  {
    name: 'id-not-unique',
    guard: 'An id is one row, in whatever process it comes',
    file: FOUNDATION,
    find: '"idempotency_records_pkey" PRIMARY KEY ("company_id","key")',
    replace: '"idempotency_records_pkey" PRIMARY KEY ("company_id","key","answer")',
    test: gate('at two gates at once, as of two processes, acts once, and both hear the same'),
  },
  {
    name: 'due-hold-committed',
    guard: 'A hold whose time is up can be neither shipped, released nor extended',
    file: `${RULES}/reservation.ts`,
    find: 'if (isDue(reservation, world.now)) {',
    replace: 'if (isDue(reservation, new Date(0))) {',
    test: holds('a hold whose time is up is refused to whoever comes, and ends with that'),
  },
  {
    name: 'due-hold-in-the-way',
    guard: 'A hold whose time is up makes nobody short',
    file: `${ENGINE}/due.ts`,
    find: 'if (due.length === 0) return',
    replace: 'if (due.length >= 0) return',
    test: holds('stops counting at once, without anybody who ends it: the next who needs the stock has it'),
  },
  {
    name: 'ended-hold-ends-again',
    guard: 'A hold ends exactly once',
    file: `${RULES}/reservation.ts`,
    find: "if (status !== 'active') {",
    replace: "if (status === 'released') {",
    test: holds('ships all that was held, once'),
  },
  {
    name: 'hold-not-locked',
    guard: 'A hold’s state is read under its lock, before any level is locked',
    file: `${ENGINE}/reservation-rows.ts`,
    find: 'order by id\n             for update`,',
    replace: 'order by id`,',
    test: load('the hold is locked: who waits for it has locked no level'),
  },
  {
    name: 'clock-of-the-process',
    guard: 'The database’s clock says whether a hold is due',
    file: `${ENGINE}/load.ts`,
    find: 'now: clock.now,',
    replace: 'now: operations[0]?.now ?? clock.now,',
    test: load('is asked of the database’s clock, whatever the process believes'),
  },
  {
    name: 'company-not-asked-for',
    guard: 'The SQL asks for the company, also where row-level security would do',
    file: `${ENGINE}/lock-places.ts`,
    find: 'where i.company_id = $1 and i.product_id = $',
    replace: 'where ($1::uuid is not null) and i.product_id = $',
    test: load(
      'is asked for in every statement: with the wall down, the same ids of another company stay untouched',
    ),
  },
];
