// Who may import whom: the rooms of docs/architecture.md as rules that fail the build. The first wall is the
// package.json (what it does not list does not resolve); these are the second.

const tests = '[.]test(-d)?[.]tsx?$|/testing/';

/** The rooms, and what each may import of the others: the table in docs/architecture.md. */
const rooms = {
  'packages/schemas': [],
  'packages/domain': ['packages/schemas'],
  'packages/postgres': [],
  'packages/db': ['packages/domain', 'packages/schemas'],
  'packages/server': ['packages/db', 'packages/domain', 'packages/schemas'],
  'packages/sdk': ['packages/schemas'],
  'packages/react': ['packages/sdk'],
  'packages/testing': [
    'packages/server',
    'packages/db',
    'packages/postgres',
    'packages/schemas',
    'packages/sdk',
  ],
  'apps/api': [
    'packages/server',
    'packages/db',
    'packages/domain',
    'packages/postgres',
    'packages/schemas',
    'packages/sdk',
  ],
  'apps/dashboard': ['packages/react', 'packages/sdk'],
  torture: ['packages/server', 'packages/db', 'packages/postgres', 'packages/schemas', 'packages/sdk'],
};

/** Folders of packages/server/src that every feature may use; all others are features. */
const serverCommon = 'core|http|rest|telemetry|trpc|testing';

/** What the auth feature lends to those that make members, keys and companies; its doors are not among them. */
const lentByAuth = 'credentials|identify|lock-caller|passwords|session-started|sessions|tokens';

const walls = Object.entries(rooms).map(([room, allowed]) => ({
  name: `room-${room.replace('/', '-')}`,
  severity: 'error',
  comment:
    `${room} may import ${allowed.length > 0 ? allowed.join(', ') : 'no other room'}: a change then shows by the ` +
    'rooms it touches what it can break.',
  from: { path: `^${room}/src/`, pathNot: tests },
  to: { path: '^(packages|apps)/', pathNot: `^(${[room, ...allowed].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...walls,
    {
      name: 'no-circles',
      severity: 'error',
      comment:
        'Files in a circle can be read, tested and moved only together, and load in an order nobody chose.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolves',
      severity: 'error',
      comment: 'An import that does not resolve here fails at run time there.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'features-apart',
      severity: 'error',
      comment:
        'A feature folder of the server does not import another: what two need is a rule (domain), a query (db) ' +
        'or belongs to a common folder. Else a change in sales breaks products.',
      from: {
        path: '^packages/server/src/([^/]+)/',
        pathNot: `${tests}|^packages/server/src/(${serverCommon})/`,
      },
      to: {
        path: '^packages/server/src/[^/]+/',
        pathNot: `^packages/server/src/(($1|${serverCommon})/|auth/(${lentByAuth})[.]ts$)`,
      },
    },
    {
      name: 'telemetry-when-asked-for',
      severity: 'error',
      comment:
        'OpenTelemetry takes 150 ms of a start: it is loaded where it is turned on, by the one dynamic import of ' +
        'apps/api/src/telemetry/load.ts, and the server knows only an interface of its own.',
      from: {
        path: '^(packages/(db|server)|apps/api)/src/',
        pathNot: '^(packages/server|apps/api)/src/telemetry/',
      },
      to: { path: '/node_modules/@opentelemetry/|^packages/server/src/telemetry/' },
    },
    {
      name: 'telemetry-loaded-late',
      severity: 'error',
      comment: 'A static import would load it at each start.',
      from: { path: '^apps/api/src/', pathNot: '^apps/api/src/telemetry/(start|metrics-server)[.]ts$' },
      to: {
        path: '^apps/api/src/telemetry/(start|metrics-server)[.]ts$',
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'lucia-behind-one-file',
      severity: 'error',
      comment: 'lucia is no longer developed: one file may know it, so that one file replaces it.',
      from: { pathNot: '^packages/server/src/auth/sessions[.]ts$' },
      to: { path: '/node_modules/lucia/' },
    },
    {
      name: 'prisma-only-in-db',
      severity: 'error',
      comment:
        'packages/db is the only room that knows Prisma: the tenant wall stands there and nowhere else.',
      from: { path: '^(packages|apps)/', pathNot: '^packages/db/' },
      to: { path: '/node_modules/(@prisma/|prisma/)|^packages/db/src/generated/' },
    },
    {
      name: 'sql-only-in-db',
      severity: 'error',
      comment:
        'A connection made elsewhere stands in no company. (packages/postgres starts servers and asks them ' +
        'whether they are there; it knows no table.)',
      from: { path: '^(packages|apps)/', pathNot: '^packages/(db|postgres)/' },
      to: { path: '/node_modules/(pg|@types/pg)/' },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      comment: 'A rule has no I/O and no clock: time, ids and randomness come in as arguments.',
      from: { path: '^packages/(domain|schemas)/src/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'checker-stands-alone',
      severity: 'error',
      comment:
        'What judges the engine shares nothing with it: a rule that both used would be wrong in both at once.',
      from: { path: '^torture/src/history/', pathNot: tests },
      to: { pathNot: '^torture/src/history/' },
    },
    {
      name: 'sdk-holds-no-zod',
      severity: 'error',
      comment:
        "The SDK takes the contract's types only: Zod at run time would be 93 kB gzip in every customer's page.",
      from: { path: '^packages/sdk/src/', pathNot: tests },
      to: { path: '^packages/schemas/|/node_modules/zod/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'published-needs-no-dev-tool',
      severity: 'error',
      comment:
        'What runs in production must stand under dependencies: a production install leaves devDependencies out.',
      from: { path: '^(packages/(db|server|domain|schemas|postgres)|apps/api)/src/', pathNot: tests },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|^packages/db/src/generated/' },
    exclude: { path: '(^|/)(dist|[.]turbo|test-results)/' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@stockflow/source', 'types', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.json'],
    },
    reporterOptions: { text: { highlightFocused: true } },
  },
};
