/**
 * What is read, and how: `list` comes in pages, `one` takes an input, `plain` takes none. A test holds it to the server's
 * doors and to the SDK.
 */
export const READS = {
  alerts: { explain: 'one', get: 'one', history: 'list', list: 'list', lowStock: 'list' },
  apiKeys: { list: 'list' },
  auth: { me: 'plain' },
  categories: { get: 'one', list: 'list' },
  company: { get: 'plain' },
  counts: { get: 'one', lines: 'list', list: 'list' },
  events: { list: 'one' },
  inventory: { availability: 'one', history: 'list', levels: 'list', verify: 'one' },
  members: { list: 'list', listInvitations: 'list' },
  products: { get: 'one', getBundle: 'one', getBySku: 'one', list: 'list' },
  reports: { overview: 'one', productTimeline: 'one', salesTrend: 'one', turnover: 'one' },
  reservations: { get: 'one', list: 'list' },
  returns: { get: 'one', list: 'list' },
  sales: { get: 'one', list: 'list' },
  suppliers: { get: 'one', list: 'list', listOffers: 'list' },
  thresholds: { list: 'list' },
  transfers: { get: 'one', list: 'list' },
  warehouses: { get: 'one', list: 'list' },
} as const;
export type Reads = typeof READS;
export type ReadGroup = keyof Reads;

/** Groups that show what stock does; the first stock of a product in a warehouse brings a threshold there. */
const STOCK = ['inventory', 'products', 'alerts', 'reservations', 'thresholds', 'events', 'reports'] as const;
const SALES = [...STOCK, 'sales', 'returns'] as const;
/** Groups that show the names of products and warehouses. */
const NAMES = [...SALES, 'transfers', 'counts', 'suppliers'] as const;
const SETTINGS = [
  'alerts',
  'inventory',
  'products',
  'thresholds',
  'categories',
  'company',
  'events',
  'reports',
] as const;

/**
 * What is written, and which groups of reads are old after it. What is in nobody's answer is left out: signing out, for
 * instance, ends all that was read.
 */
export const WRITES = {
  alerts: {
    acknowledge: ['alerts', 'events', 'reports'],
    assign: ['alerts', 'events'],
    comment: ['alerts', 'events'],
    reconcile: ['alerts', 'events', 'reports'],
    reopen: ['alerts', 'events', 'reports'],
    resolve: ['alerts', 'events', 'reports'],
    snooze: ['alerts', 'events', 'reports'],
  },
  apiKeys: { create: ['apiKeys'], revoke: ['apiKeys'], rotate: ['apiKeys'] },
  categories: {
    create: ['categories', 'events'],
    deactivate: [...SETTINGS],
    update: [...SETTINGS],
  },
  company: { update: [...SETTINGS, 'auth'] },
  counts: {
    cancel: ['counts', 'events', 'reports'],
    open: ['counts', 'events', 'reports'],
    post: [...STOCK, 'counts'],
    record: ['counts', 'events'],
    recount: ['counts', 'events'],
  },
  inventory: {
    adjust: [...STOCK],
    commit: [...STOCK],
    extend: ['reservations', 'events', 'reports'],
    receive: [...STOCK],
    release: [...STOCK],
    repair: [...STOCK],
    reserve: [...STOCK],
    set: [...STOCK],
    transfer: [...STOCK, 'transfers'],
  },
  members: {
    deactivate: ['members', 'events'],
    invite: ['members', 'events'],
    reactivate: ['members', 'events'],
    revokeInvitation: ['members', 'events'],
    transferOwnership: ['members', 'auth', 'events'],
    updateRole: ['members', 'auth', 'events'],
  },
  products: {
    create: [...STOCK],
    createBundle: [...STOCK],
    createMany: [...STOCK],
    deactivate: [...STOCK],
    setBundle: [...STOCK],
    update: [...NAMES],
  },
  returns: { create: [...SALES], createUnlinked: [...SALES] },
  sales: {
    cancel: [...SALES],
    complete: [...SALES],
    confirm: [...SALES],
    create: [...SALES],
    import: [...SALES],
  },
  suppliers: {
    create: ['suppliers', 'events'],
    deactivate: ['suppliers', 'alerts', 'events'],
    removeOffer: ['suppliers', 'alerts', 'events'],
    setOffer: ['suppliers', 'alerts', 'events'],
    update: ['suppliers', 'alerts', 'events'],
  },
  thresholds: { set: [...SETTINGS], setWhere: [...SETTINGS] },
  transfers: {
    cancel: [...STOCK, 'transfers'],
    receive: [...STOCK, 'transfers'],
    ship: [...STOCK, 'transfers'],
  },
  warehouses: {
    create: ['warehouses', 'events', 'reports'],
    deactivate: ['warehouses', ...SETTINGS],
    update: ['warehouses', ...NAMES],
  },
} as const satisfies Record<string, Record<string, readonly ReadGroup[]>>;
export type Writes = typeof WRITES;

/** Writes that carry no idempotency key: they answer a secret, which is shown once and kept nowhere. */
export const WITHOUT_KEY: ReadonlySet<string> = new Set([
  'apiKeys.create',
  'apiKeys.rotate',
  'members.invite',
]);
