import fc from 'fast-check';
import type { Look, Step, StepOf } from './steps.ts';

const pick = fc.constantFrom;
/** A plain object: in a counterexample others are written with their prototype. */
const record = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(fields, { noNullPrototype: true });
/** The same, any of whose fields may be left out. */
const recordOfSome = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(fields, { noNullPrototype: true, requiredKeys: [] });
/** One in so many is something. */
const oneIn = <T>(many: number, of: fc.Arbitrary<T>) =>
  fc.oneof({ weight: many - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: of });

const upTo = (most: number) => fc.integer({ min: 1, max: most });

/** Which one: there are rarely more. */
const which = fc.nat(7);
/** One of those that come and go by the dozen. */
const recent = pick(0, 0, 1, 1, 2, 3, 4, 5);
/** Mostly the same few: what happens to one place tells more than what happens to many. */
const product = pick(0, 0, 0, 1, 1, 1, 2, 2, 3, 4, 5);
const warehouse = pick(0, 0, 0, 1, 2);
const threshold = pick(0, 1, 5, 10, 20);
/** The days that decide something: now, the ends of windows, the days on which clocks changed and those beside them. */
const daysAgo = pick(0, 1, 2, 3, 4, 6, 7, 9, 10, 11, 29, 30, 31, 32, 59, 89, 90, 91, 150);
const when = record({
  daysAgo,
  at: fc.oneof<fc.Arbitrary<'first' | 'last' | number>[]>(pick('first', 'last'), fc.nat(1439)),
});
const at = { product, warehouse };
const plain = record({ ...at, quantity: upTo(4) });
const bundle = record({ ...at, quantity: upTo(2), isBundle: pick(true) });
const lines = fc.array(fc.oneof({ weight: 3, arbitrary: plain }, { weight: 1, arbitrary: bundle }), {
  minLength: 1,
  maxLength: 2,
});
const disposition = pick<('restock' | 'scrap')[]>('restock', 'scrap');

export const ZONES = [
  'UTC',
  'Pacific/Auckland',
  'America/New_York',
  'Asia/Kolkata',
  'Europe/London',
  // An hour around midnight comes twice there when the clocks go back.
  'Atlantic/Azores',
];

/**
 * When stories begin: days after the clocks went on in New York (31), London (10) and back in Auckland (3), and after they
 * went back in London and the Azores (9) and New York (2).
 */
export const BEGINNINGS = ['2026-04-08T09:30:00Z', '2025-11-04T09:30:00Z'] as const;

type Arbitraries = { [D in Step['do']]: fc.Arbitrary<StepOf<D>> };

/** A record whose optional fields may be left out. */
const step = <D extends Step['do']>(
  kind: D,
  fields: Record<string, fc.Arbitrary<unknown>>,
  optional: readonly string[] = [],
): fc.Arbitrary<StepOf<D>> =>
  fc.record<Record<string, unknown>>(
    { do: fc.constant(kind), ...fields },
    {
      noNullPrototype: true,
      requiredKeys: ['do', ...Object.keys(fields).filter((field) => !optional.includes(field))],
    },
  ) as unknown as fc.Arbitrary<StepOf<D>>;

const parts = fc.array(record({ product, quantity: upTo(3) }), { minLength: 1, maxLength: 2 });
const sending = { product, from: warehouse, to: pick(1, 1, 2, 0), quantity: upTo(3) };
const terms = record({
  price: pick('2', '2.1', '0.0625'),
  leadTimeDays: pick(0, 3, 14),
  minimumOrderQuantity: pick(1, 10),
  packSize: pick(1, 6),
  primary: pick(true, true, false),
});

/** Every kind of step. */
export const STEPS: Arbitraries = {
  product: step('product', { warehouse, initial: fc.nat(12), threshold, category: which }, [
    'initial',
    'threshold',
    'category',
  ]),
  bundle: step('bundle', { parts }),
  setBundle: step('setBundle', { bundle: which, parts }),
  editProduct: step('editProduct', {
    product,
    edit: fc.oneof(
      record({ lowStockThreshold: fc.option(threshold) }),
      record({ category: fc.option(which) }),
      record({ lifecycle: pick('active', 'active', 'discontinued', 'archived') }),
      record({ active: fc.boolean() }),
    ),
  }),
  category: step('category', { threshold: fc.option(threshold) }),
  editCategory: step('editCategory', { category: which, threshold: fc.option(threshold) }),
  warehouse: step('warehouse', {}),
  closeWarehouse: step('closeWarehouse', { warehouse: pick(0, 1, 2, 2, 2, 3) }),
  openWarehouse: step('openWarehouse', { warehouse: pick(0, 1, 2, 2, 2, 3) }),
  settings: step('settings', {
    settings: recordOfSome({
      defaultLowStockThreshold: threshold,
      recentSalesWindowDays: pick(1, 7, 30, 90, 365),
      criticalDays: pick(0, 1, 2, 3, 5, 7, 14, 30),
      reviewPeriodDays: pick(0, 7, 30),
      alertHysteresis: pick(0, 3),
    }),
  }),
  zone: step('zone', { timeZone: pick(...ZONES) }),
  threshold: step('threshold', { ...at, threshold: fc.option(threshold) }),
  thresholds: step('thresholds', { warehouse, category: which, threshold: fc.option(threshold) }, [
    'warehouse',
    'category',
  ]),
  supplier: step('supplier', { hasEmail: fc.boolean() }),
  dropSupplier: step('dropSupplier', { supplier: which }),
  takeSupplier: step('takeSupplier', { supplier: which }),
  offer: step('offer', { supplier: which, product, terms }),
  dropOffer: step('dropOffer', { supplier: which, product }),
  receive: step('receive', { ...at, quantity: upTo(12), when }),
  correct: step('correct', {
    ...at,
    change: fc.integer({ min: -6, max: 6 }).filter((change) => change !== 0),
    when,
  }),
  set: step('set', { ...at, onHand: fc.nat(9), when }),
  count: step('count', { ...at, counted: fc.nat(9) }),
  move: step('move', sending),
  ship: step('ship', sending),
  arrive: step('arrive', { transfer: recent, quantity: fc.nat(4), close: fc.boolean() }),
  turnBack: step('turnBack', { transfer: recent }),
  hold: step('hold', { lines }),
  expire: step('expire', { hold: recent }),
  release: step('release', { hold: recent }),
  commit: step('commit', { hold: recent }),
  sell: step('sell', { status: pick('draft', 'confirmed'), lines }),
  confirm: step('confirm', { sale: recent }),
  cancel: step('cancel', { sale: recent }),
  complete: step('complete', { sale: recent, quantity: upTo(4), rest: pick('keep', 'release') }, [
    'quantity',
  ]),
  import: step('import', { lines, when }),
  importReturn: step('importReturn', { lines, when, disposition }),
  takeBack: step('takeBack', { sale: recent, quantity: upTo(3), to: warehouse, disposition, when }, ['to']),
  takeBackUnknown: step('takeBackUnknown', { lines, when, disposition }),
  pass: step('pass', { hours: pick(1, 11, 24, 24 * 7) }),
  keepFigures: step('keepFigures', {}),
};

const { zone, ...others } = STEPS;
const often = [
  ...[STEPS.receive, STEPS.receive, STEPS.import, STEPS.import, STEPS.import, STEPS.import],
  ...[STEPS.sell, STEPS.complete, STEPS.complete, STEPS.correct, STEPS.takeBack, STEPS.takeBack],
  ...[STEPS.hold, STEPS.expire, STEPS.arrive, STEPS.ship, STEPS.ship, STEPS.offer, STEPS.confirm],
  ...[
    STEPS.editProduct,
    STEPS.threshold,
    STEPS.threshold,
    STEPS.closeWarehouse,
    STEPS.closeWarehouse,
    STEPS.settings,
  ],
  ...[STEPS.pass, STEPS.pass, STEPS.pass, STEPS.keepFigures, STEPS.keepFigures, STEPS.keepFigures],
  ...[STEPS.cancel, STEPS.commit, STEPS.move, STEPS.confirm, STEPS.release, STEPS.sell],
];

const choice = fc.uniqueArray(which, { minLength: 1, maxLength: 2 });

/** A filter; most fields are left out. */
export const look: fc.Arbitrary<Look> = record({
  warehouses: oneIn(4, choice),
  categories: oneIn(5, choice),
  suppliers: oneIn(5, choice),
  severity: oneIn(4, pick('critical', 'low')),
  recentSalesDays: oneIn(2, pick(1, 2, 3, 7, 11, 30, 32, 90, 365)),
  demand: oneIn(2, pick('recent', 'any')),
  windowEndedDaysAgo: oneIn(3, pick(-2, 0, 1, 2, 3, 4, 9, 10, 11, 31, 32, 90)),
}).map((fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)));

/** Some steps, and then a look. */
export interface Chapter {
  steps: Step[];
  look: Look;
}
export interface Story {
  begins: (typeof BEGINNINGS)[number];
  timeZone: string;
  chapters: Chapter[];
}

const storyOf = (steps: fc.Arbitrary<Step>[]): fc.Arbitrary<Story> =>
  record({
    begins: pick(...BEGINNINGS),
    timeZone: pick(...ZONES),
    chapters: fc.array(
      record({ steps: fc.array(fc.oneof(...steps), { minLength: 1, maxLength: 10, size: 'max' }), look }),
      { minLength: 1, maxLength: 12, size: 'max' },
    ),
  });

/** Stories in which the company stays in its time zone. */
export const story = storyOf([...Object.values(others), ...often]);

/** Stories in which the company moves, too. */
export const movingStory = storyOf([...Object.values(others), ...often, zone, zone, zone]);
