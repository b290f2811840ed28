import { createTestDatabase } from '@stockflow/db/testing';
import { createServer } from '@stockflow/server';
import pino from 'pino';
import { takeCluster } from './cluster.ts';
import { type CompanyOptions, newCompany, type Sdk, type TestCompany } from './company.ts';

/** How a StockFlow for tests is started. Everything has a default. */
export interface StartOptions {
  /**
   * A PostgreSQL of yours (15 or newer) as an administrator who may create databases and roles, such as
   * "postgresql://postgres@127.0.0.1/postgres". Default: STOCKFLOW_TEST_DATABASE_URL, else an embedded one, which all
   * that this process starts share.
   */
  databaseUrl?: string | undefined;
  /** What the server logs to standard output; default 'silent'. */
  logLevel?: 'silent' | 'error' | 'info' | undefined;
}

/** A StockFlow of your own: a server on a free port of 127.0.0.1, over a database that nobody else has. */
export interface TestStockflow {
  /** Where it is, such as "http://127.0.0.1:41234": the SDK's `baseUrl`. */
  readonly url: string;
  /**
   * Makes a company with an owner and an API key. Companies do not see each other: one for each test keeps tests
   * apart, and takes some dozen milliseconds where a StockFlow of its own takes hundreds.
   * @example const { stockflow } = await testing.createCompany({ timeZone: 'Europe/Berlin' })
   */
  createCompany(options?: CompanyOptions): Promise<TestCompany>;
  /** Stops the server and removes its database; the last of a process stops PostgreSQL, too. Harmless when called twice. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Tests sign up and in as often as they like. */
const ANY_NUMBER = { points: 1_000_000, seconds: 60 };

/**
 * The way to start one with this SDK: CommonJS and ES modules have a copy of its classes each, and a customer's
 * `instanceof` is about the customer's own.
 */
export const startWith =
  (sdk: Sdk) =>
  async (options: StartOptions = {}): Promise<TestStockflow> => {
    const databaseUrl = options.databaseUrl ?? process.env.STOCKFLOW_TEST_DATABASE_URL;
    const cluster = await takeCluster(databaseUrl);
    const undo = [cluster.release];
    const close = async () => {
      for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
    };
    try {
      const test = await createTestDatabase({ applicationName: 'stockflow testing' }, cluster.adminUrl);
      undo.push(test.drop);
      const server = await createServer({
        database: test.database,
        logger: pino({ level: options.logLevel ?? 'silent' }),
        publicUrl: 'http://127.0.0.1',
        throttleLimits: {
          signUpPerAddress: ANY_NUMBER,
          signInPerAddress: ANY_NUMBER,
          signInPerAccount: ANY_NUMBER,
        },
      });
      undo.push(() => server.close());
      const url = await server.listen({ port: 0, host: '127.0.0.1' });
      let closing: Promise<void> | undefined;
      const closeOnce = () => {
        closing ??= close();
        return closing;
      };
      return {
        url,
        createCompany: (wanted) => newCompany(sdk, url, wanted),
        close: closeOnce,
        [Symbol.asyncDispose]: closeOnce,
      };
    } catch (error) {
      await close();
      throw error;
    }
  };
