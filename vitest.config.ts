import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Packages resolve to their sources: a test sees what is written, not what was built last. */
const conditions = ['@stockflow/source', 'module', 'node', 'development|production'];

const rooms = ['packages', 'apps', 'tools', 'bench', 'torture', 'publishing'];
const testsNamed = (ending: string) => rooms.map((room) => `${room}/**/*${ending}`);
const never = ['**/node_modules/**', '**/dist/**', '**/generated/**'];
const integration = testsNamed('.int.test.ts');
const endToEnd = testsNamed('.e2e.test.{ts,tsx}');

/** Only the projects that are run start their PostgreSQL, and both together start one. */
const globalSetup = ['tools/vitest/postgres.ts'];

const shared = { resolve: { conditions }, ssr: { resolve: { conditions } } };

export default defineConfig({
  ...shared,
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          include: testsNamed('.test.{ts,tsx}'),
          exclude: [...never, ...integration, ...endToEnd],
        },
      },
      {
        ...shared,
        test: {
          name: 'int',
          include: integration,
          exclude: never,
          globalSetup,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'e2e',
          include: endToEnd,
          exclude: never,
          globalSetup,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
    passWithNoTests: false,
    // Tests with servers and browsers wait more than they work: vitest's own choice, one fewer than there are cores, would
    // run one file after the other on two. More than four would fight for one PostgreSQL.
    maxWorkers: Math.min(4, Math.max(2, availableParallelism())),
  },
});
