import { type Database, keepFigures, openDatabase } from '@stockflow/db';
import { createStockflow } from '@stockflow/sdk';
import { startChild } from '../child.ts';
import { type Bench, type Contender, shareOfFloor, timedCalls } from '../rounds.ts';
import { type KeepOptions, type Kept, keptData } from './data/cache.ts';
import { type MadeCompany, PASSWORD } from './data/generate.ts';
import { doorsOf } from './doors.ts';
import { obviousStatement, obviousStatementInStock } from './obvious.ts';

const PAGE = 50;
const PAGE_FIRST = 'alerts.lowStock, first page';
/** The obvious query may take longer than the application would wait. */
const STATEMENT_TIMEOUT_MS = 600_000;
/** A window that is not the company's own: nothing of it is kept, all is read from demand and ledger. */
const OTHER_WINDOW_DAYS = 89;

/** One caller, one call after the other: how long somebody waits. */
const lone = (name: string, work: () => Promise<unknown>): Contender => ({
  name,
  run: (ms) => timedCalls(1, ms, work),
});

/**
 * The first page of what is low in one company of ten, with totals: the obvious query (the floor), the obvious query that
 * answers the same as the product, and the product: in this process, over HTTP through the SDK, and for a window whose
 * figures are not kept. Bar: 100 times the floor.
 */
export const alertsList = async (options: KeepOptions): Promise<Bench> => {
  const stage = await openStage(options);
  const [company] = stage.kept.data.companies;
  if (!company) throw new Error('the data has no company');
  const { database, now } = stage;
  const doors = await stage.doors(company);
  const server = await startChild<object, { url: string }>(new URL('../stock/serve.ts', import.meta.url), {
    databaseUrl: stage.kept.appUrl,
    now: now.toISOString(),
  });
  const { sessionToken } = await createStockflow({ baseUrl: server.ready.url }).auth.signIn({
    email: company.email,
    password: PASSWORD,
  });
  const stockflow = createStockflow({
    baseUrl: server.ready.url,
    session: sessionToken ?? undefined,
    batch: false,
  });
  const read = (statement: typeof obviousStatement) => () =>
    database.readInCompany(company.id, statement(company.id, now, PAGE));
  return {
    contenders: [
      lone('the obvious query (floor)', read(obviousStatement)),
      lone('the obvious query with days in stock', read(obviousStatementInStock)),
      lone(PAGE_FIRST, () => doors.alerts.lowStock({ limit: PAGE })),
      lone('alerts.lowStock over HTTP by the SDK', () => stockflow.alerts.lowStock({ limit: PAGE })),
      lone('alerts.lowStock, demand of any time', () =>
        doors.alerts.lowStock({ limit: PAGE, demand: 'any' }),
      ),
      lone('alerts.lowStock, a window that is not kept', () =>
        doors.alerts.lowStock({ limit: PAGE, recentSalesDays: OTHER_WINDOW_DAYS }),
      ),
    ],
    bars: shareOfFloor({ [PAGE_FIRST]: 100 }),
    async close() {
      await server.close();
      await stage.close();
    },
  };
};

/**
 * The same page of a company and of its like with ten times the history. Bar: 1 / 1.3 of the first one's calls; of those
 * whose window is not kept, the second has it of the first.
 */
export const alertsHistory = async (options: KeepOptions): Promise<Bench> => {
  const stage = await openStage(options);
  const { companies, size } = stage.kept.data;
  const [short, long] = [companies[0], companies.at(-1)];
  if (!short || !long || size.history === 0)
    throw new Error('--history 0: there is no company with a longer history');
  const [ofShort, ofLong] = [await stage.doors(short), await stage.doors(long)];
  const page = { limit: PAGE } as const;
  const other = { ...page, recentSalesDays: OTHER_WINDOW_DAYS };
  const times = `${size.history} times the history`;
  return {
    contenders: [
      lone('alerts.lowStock, first page (floor)', () => ofShort.alerts.lowStock(page)),
      lone(times, () => ofLong.alerts.lowStock(page)),
      lone('demand of any time', () => ofShort.alerts.lowStock({ ...page, demand: 'any' })),
      lone(`${times}, demand of any time`, () => ofLong.alerts.lowStock({ ...page, demand: 'any' })),
      lone('a window that is not kept', () => ofShort.alerts.lowStock(other)),
      lone(`${times}, a window that is not kept`, () => ofLong.alerts.lowStock(other)),
    ],
    // 1.3 times as long at most.
    bars: shareOfFloor({ [times]: 0.77 }),
    close: stage.close,
  };
};

interface Stage {
  readonly kept: Kept;
  readonly database: Database;
  readonly now: Date;
  /** The company's doors, with the figures of its own window kept, as they are a second after somebody asked. */
  doors(company: MadeCompany): ReturnType<typeof doorsOf>;
  close(): Promise<void>;
}

const openStage = async (options: KeepOptions): Promise<Stage> => {
  const kept = await keptData(options);
  const now = new Date(kept.data.now);
  const database = openDatabase({ url: kept.appUrl, poolMax: 5, statementTimeoutMs: STATEMENT_TIMEOUT_MS });
  return {
    kept,
    database,
    now,
    async doors(company) {
      while ((await keepFigures(database, company.id, now)) > 0);
      const doors = await doorsOf(database, company, now);
      const { totalAlerts, criticalAlerts } = await doors.alerts.lowStock({ limit: PAGE });
      options.progress(`${company.email}: ${totalAlerts} alerts, ${criticalAlerts} of them critical`);
      return doors;
    },
    async close() {
      await database.close();
      await kept.close();
    },
  };
};
