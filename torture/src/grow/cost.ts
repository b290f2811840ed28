import {
  type Database,
  type DatabaseOptions,
  openDatabase,
  overviewStatement,
  productById,
} from '@stockflow/db';

const CALLERS = 20;

/**
 * Reads a second in one process over different ways to the database, in turns: by a key, and one that PostgreSQL thinks
 * about for longer before it begins.
 */
export const costOf = async (
  ways: Readonly<Record<string, DatabaseOptions>>,
  { companyId, productId, ms }: { companyId: string; productId: string; ms: number },
): Promise<Record<string, string>> => {
  const now = new Date();
  const statements = {
    'one product': productById(companyId, productId),
    'the overview': overviewStatement(companyId, now, now),
  };
  const opened = Object.entries(ways).map(([name, options]) => [name, openDatabase(options)] as const);
  const calls = new Map<string, number>();
  const rounds = 4;
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const [what, statement] of Object.entries(statements)) {
        for (const [name, database] of opened) {
          const done = await during(ms, () => database.readInCompany(companyId, statement));
          const key = `${what}, ${name}`;
          if (round > 0) calls.set(key, (calls.get(key) ?? 0) + done); // the first is for warming up
        }
      }
    }
  } finally {
    await Promise.all(opened.map(([, database]: readonly [string, Database]) => database.close()));
  }
  const seconds = ((rounds - 1) * ms) / 1000;
  return Object.fromEntries(
    [...calls].map(([key, count]) => [key, `${Math.round(count / seconds).toLocaleString('en')} reads/s`]),
  );
};

const during = async (ms: number, call: () => Promise<unknown>): Promise<number> => {
  const until = performance.now() + ms;
  let done = 0;
  await Promise.all(
    Array.from({ length: CALLERS }, async () => {
      while (performance.now() < until) {
        await call();
        done += 1;
      }
    }),
  );
  return done;
};
