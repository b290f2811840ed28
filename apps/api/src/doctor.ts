// npm run doctor: looks at everything that StockFlow needs and changes nothing. Exit code 1 when something is wrong.
import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { atAddressOf, examineDatabase, type Finding } from '@stockflow/db';
import { embeddedAt } from '@stockflow/postgres';
import { Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { type Config, ConfigProblem, readConfig } from './config.ts';

interface Asked {
  json?: true;
  processes: number;
  company?: string;
}

const wholeNumber = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 10_000)
    throw new InvalidArgumentError('Give a whole number from 1 to 10000.');
  return value;
};
const companyId = (text: string): string => {
  const id = text.toLowerCase();
  if (!z.uuid().safeParse(id).success) throw new InvalidArgumentError('Give the id of a company.');
  return id;
};

/** The part of a disk that should be free. */
const FREE_SHARE_MIN = 0.1;
const FREE_BYTES_MIN = 1024 ** 3;

const checkDisk = async (folder: string): Promise<Finding[]> => {
  if (!existsSync(folder)) return [];
  const { bavail, blocks, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const found = `${(free / 1024 ** 3).toFixed(1)} GiB free, ${Math.round((bavail / blocks) * 100)} %, at ${folder}`;
  const todo = 'Make room or move it: a PostgreSQL without room stops.';
  if (free < FREE_BYTES_MIN / 4) return [{ check: 'disk', status: 'problem', found, todo }];
  if (free < FREE_BYTES_MIN || bavail / blocks < FREE_SHARE_MIN)
    return [{ check: 'disk', status: 'warning', found, todo }];
  return [{ check: 'disk', status: 'ok', found }];
};

const examine = async ({ processes, company }: Asked): Promise<Finding[]> => {
  let config: Config;
  try {
    config = readConfig(process.env, {
      stateFolder: join(import.meta.dirname, '..', '..', '..', '.stockflow'),
    });
  } catch (error) {
    if (!(error instanceof ConfigProblem)) throw error;
    return [
      { check: 'configuration', status: 'problem', found: error.message, todo: 'See docs/configuration.md.' },
    ];
  }
  const embedded = config.DATABASE_URL === undefined ? embeddedAt(config.stateFolder) : undefined;
  const { DATABASE_URL: url, DATABASE_DIRECT_URL: direct, DATABASE_APP_URL: app } = config;
  const adminUrl = direct ?? url ?? embedded?.adminUrl;
  const configuration: Finding = {
    check: 'configuration',
    status: 'ok',
    found: config.DATABASE_URL
      ? 'every variable is right'
      : 'every variable is right; the database is the embedded one',
  };
  const disk = await checkDisk(embedded?.dataFolder ?? config.stateFolder);
  if (adminUrl === undefined) {
    const found = 'DATABASE_URL is not set, and there is no embedded database in this folder yet';
    const todo = 'npm start makes one; or set DATABASE_URL.';
    return [configuration, ...disk, { check: 'database', status: 'problem', found, todo }];
  }
  const findings = await examineDatabase({
    adminUrl,
    appUrl: app && (direct ? atAddressOf(app, direct) : app),
    poolerUrl: direct && url,
    replicaUrl: config.DATABASE_REPLICA_URL,
    isPrepared: config.DATABASE_PREPARED,
    poolMax: config.POOL_MAX,
    processes,
    companyId: company,
  });
  return [configuration, ...disk, ...findings];
};

const SIGNS = { ok: '✓', warning: '!', problem: '✗', skipped: '–' };

const print = (findings: readonly Finding[]): void => {
  const lines = findings.flatMap(({ check, status, found, todo }) => [
    `${SIGNS[status]} ${check.padEnd(20)} ${found}`,
    ...(todo === undefined ? [] : [`${' '.repeat(23)}→ ${todo}`]),
  ]);
  const problems = findings.filter(({ status }) => status === 'problem').length;
  const warnings = findings.filter(({ status }) => status === 'warning').length;
  const end =
    problems + warnings === 0 ? 'Nothing is wrong.' : `${problems} problem(s), ${warnings} warning(s).`;
  process.stdout.write(`${lines.join('\n')}\n\n${end}\n`);
};

const program = new Command('npm run doctor --')
  .description('Looks at configuration, database, roles, walls, clock and books; changes nothing.')
  .option('--processes <n>', 'API processes that share the database', wholeNumber, 1)
  .option('--company <id>', 'compare the books of this company; else the five that changed last', companyId)
  .option('--json', 'one JSON object instead of text');
program.parse();
const asked = program.opts<Asked>();
const findings = await examine(asked);
const isWell = findings.every(({ status }) => status !== 'problem');
if (asked.json) process.stdout.write(`${JSON.stringify({ ok: isWell, findings })}\n`);
else print(findings);
process.exitCode = isWell ? 0 : 1;
