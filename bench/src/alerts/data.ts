import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase, prepareDatabase } from '@stockflow/db';
import { asAdmin, type CompanySize, generateCompany } from '@stockflow/db/testing';
import { type PostgresServer, startPostgres } from '@stockflow/postgres';
import { createStockflow } from '@stockflow/sdk';
import { startChild } from '../child.ts';

/** How much data the bench of alerts works on. */
export interface AlertsSize extends CompanySize {
  readonly companies: number;
  /** Remake what is kept between runs. */
  readonly fresh: boolean;
}

/** Changes with what is generated. */
const GENERATOR_VERSION = 1;
/** How many times the history of the others the last company has. */
export const LONG_HISTORY = 10;

interface Tenant {
  readonly companyId: string;
  readonly apiKey: string;
}

/** What is kept between runs, beside the data. */
interface Kept {
  /** One of the companies, and one with ten times its history. */
  readonly plain: Tenant;
  readonly long: Tenant;
  /** One without any generated data, to sell in. */
  readonly till: Tenant;
}

export interface AlertsData extends Kept {
  readonly database: Database;
  /** The server's address. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

const say = (line: string) => process.stderr.write(`alerts: ${line}\n`);

/**
 * A PostgreSQL with the companies, made when it is not there yet: it stays in the temporary folder for the next run, one
 * for each size. A server as a process of its own runs on it. With `DATABASE_URL` nothing is kept.
 */
export const openAlertsData = async (size: AlertsSize): Promise<AlertsData> => {
  const { companies, products, warehouses, lines } = size;
  const name = `${companies}-${products}-${warehouses}-${lines}-${migrationsHash()}-${GENERATOR_VERSION}`;
  const folder = join(tmpdir(), 'stockflow-bench-alerts', name);
  const keptFile = join(folder, 'kept.json');
  const isKept = !size.fresh && existsSync(keptFile);
  if (!isKept) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const postgres = await startPostgres({ folder, port: 0, databaseUrl: process.env.DATABASE_URL });
  const { appUrl } = await prepareDatabase({ adminUrl: postgres.adminUrl });
  const server = await startChild<object, { url: string }>(new URL('../stock/serve.ts', import.meta.url), {
    databaseUrl: appUrl,
  });
  const { url } = server.ready;
  const kept: Kept = isKept
    ? (JSON.parse(readFileSync(keptFile, 'utf8')) as Kept)
    : await generate(postgres, url, size);
  if (!isKept && postgres.embedded) writeFileSync(keptFile, JSON.stringify(kept), { mode: 0o600 });
  say(`data ${isKept ? 'of an earlier run' : 'made'}, in ${folder}; --fresh makes it anew`);
  const database = openDatabase({ url: appUrl });
  return {
    ...kept,
    database,
    url,
    close: async () => {
      await database.close();
      await server.close();
      await postgres.stop();
    },
  };
};

const migrationsHash = (): string =>
  createHash('sha256')
    .update(readFileSync(new URL('../../../prisma/schema.prisma', import.meta.url)))
    .digest('hex')
    .slice(0, 8);

const generate = async (postgres: PostgresServer, url: string, size: AlertsSize): Promise<Kept> => {
  const began = performance.now();
  const tenants: Tenant[] = [];
  for (let index = 0; index < size.companies + 2; index += 1) tenants.push(await signUp(url, index));
  const [till, ...others] = tenants;
  const [plain, long] = [others[0], others.at(-1)];
  if (!till || !plain || !long) throw new Error('the bench needs a company');
  await asAdmin(postgres.adminUrl, async (client) => {
    for (const [index, { companyId }] of others.entries()) {
      const lines = companyId === long.companyId ? size.lines * LONG_HISTORY : size.lines;
      const words = `company ${index + 1} of ${others.length}, ${lines.toLocaleString('en')} sale lines`;
      await generateCompany(client, companyId, { ...size, lines }, (step) =>
        say(`${Math.round((performance.now() - began) / 1000)} s  ${words}: ${step}`),
      );
    }
    say('statistics');
    await client.query('vacuum analyze');
  });
  return { till, plain, long };
};

/** A company that signed up, with a key that may do what the bench does. */
const signUp = async (baseUrl: string, index: number): Promise<Tenant> => {
  const { sessionToken } = await createStockflow({ baseUrl }).auth.signUp({
    company: { name: `Bench ${index}` },
    user: {
      email: `bench-${index}@stockflow.example`,
      password: 'correct horse battery',
      firstName: 'B',
      lastName: 'E',
    },
  });
  const stockflow = createStockflow({ baseUrl, sessionToken: sessionToken ?? undefined });
  const { key } = await stockflow.apiKeys.create({
    name: 'Bench',
    scopes: ['stock:write', 'stock:read', 'sales:write', 'alerts:read', 'catalogue:write'],
  });
  return { companyId: (await stockflow.auth.me()).company.id, apiKey: key };
};
