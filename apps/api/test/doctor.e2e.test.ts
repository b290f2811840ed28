import {
  asAdmin,
  createEmptyDatabase,
  createTestDatabase,
  seedCompany,
  type TestDatabase,
} from '@stockflow/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runProgram } from './support/run-api.ts';

interface Finding {
  check: string;
  status: string;
  found: string;
  todo?: string;
}

let made: TestDatabase;
let companyId: string;
beforeAll(async () => {
  made = await createTestDatabase();
  ({ companyId } = await seedCompany(made.database));
});
afterAll(() => made.drop());

const ask = async (env: Record<string, string>, ...args: string[]) => {
  const { child, ended } = runProgram('apps/api/src/doctor.ts', args, env);
  let text = '';
  let errors = '';
  child.stdout.on('data', (part) => {
    text += String(part);
  });
  child.stderr.on('data', (part) => {
    errors += String(part);
  });
  const code = await ended;
  return { code, text, errors };
};
const examined = async (env: Record<string, string>, ...args: string[]) => {
  const { code, text } = await ask(env, '--json', ...args);
  const { ok, findings } = JSON.parse(text) as { ok: boolean; findings: Finding[] };
  expect(ok).toBe(code === 0);
  return { code, statusOf: (check: string) => findings.find((one) => one.check === check)?.status, findings };
};

test('a healthy installation: every look is well, the exit code is 0, and a person can read it', async () => {
  const { code, findings } = await examined({ DATABASE_URL: made.adminUrl });
  // An unsafe setting of the test's own PostgreSQL, and a full disk of this machine, are what they are.
  const told = findings.filter(
    ({ status, check }) => status !== 'ok' && !['durability', 'disk'].includes(check),
  );
  expect(told).toEqual([]);
  expect(findings.map(({ check }) => check)).toEqual(
    expect.arrayContaining([
      'configuration',
      'database',
      'clock',
      'connections',
      'migrations',
      'row-level security',
      'application role',
      'ledger',
      'alerts',
      'outbox',
    ]),
  );
  if (!findings.some(({ status }) => status === 'problem')) expect(code).toBe(0);
  const { text } = await ask({ DATABASE_URL: made.adminUrl }, '--company', companyId, '--processes', '500');
  expect(text).toMatch(/✗ connections +500 processes .*\n +→ Lower POOL_MAX/);
});

test('a pooler and a replica are looked at where they are named: do they lead to this database?', async () => {
  const DATABASE_DIRECT_URL = made.adminUrl;
  const other = await createEmptyDatabase();
  const nowhere = 'postgresql://127.0.0.1:1/x';
  const ask = async (pooler: string, replica: string) => {
    const env = { DATABASE_DIRECT_URL, DATABASE_URL: pooler, DATABASE_REPLICA_URL: replica };
    const { findings } = await examined(env);
    return ['pooler', 'replica'].map((name) => {
      const { status, found } = findings.find(({ check }) => check === name) ?? {};
      return `${status}: ${found}`;
    });
  };
  // What stands in for a pooler is the database itself, and so is what is no replica.
  expect(await ask(made.adminUrl, made.adminUrl)).toEqual([
    'ok: the application gets through it to the same database',
    expect.stringContaining('problem: replays nothing'),
  ]);
  expect(await ask(other.adminUrl, other.adminUrl)).toEqual([
    expect.stringMatching(/^problem: (leads to database|the application cannot log in)/),
    expect.stringMatching(/^problem: (is of another database|the application cannot log in)/),
  ]);
  expect(await ask(made.adminUrl.replace(/:\d+\//, ':1/'), nowhere)).toEqual([
    expect.stringContaining('problem: the application cannot log in at'),
    expect.stringContaining('problem: the application cannot log in at 127.0.0.1:1'),
  ]);
  await other.drop();
});

test('each thing that is wrong is named, with what to do, and the exit code is 1', async () => {
  await asAdmin(made.adminUrl, async (client) => {
    await client.query('alter table suppliers no force row level security');
    await client.query(`update _prisma_migrations set finished_at = null, logs = 'x'
      where migration_name = (select max(migration_name) from _prisma_migrations)`);
    await client.query(`set session_replication_role = replica`);
    await client.query('update inventory set on_hand = on_hand + 3 where company_id = $1', [companyId]);
  });
  const { code, statusOf, findings } = await examined({ DATABASE_URL: made.adminUrl });
  expect(code).toBe(1);
  expect(statusOf('row-level security')).toBe('problem');
  expect(statusOf('migrations')).toBe('problem');
  for (const { status, todo } of findings) expect(Boolean(todo)).toBe(status !== 'ok');
  expect(findings.find(({ check }) => check === 'row-level security')?.found).toContain('suppliers');
});

test('a wrong variable, a database that is away, one that is empty: said as such, without a password', async () => {
  const wrong = await examined({ DATABASE_URL: 'mysql://x', PORT: 'many' });
  expect([wrong.code, wrong.statusOf('configuration')]).toEqual([1, 'problem']);
  const away = await examined({ DATABASE_URL: 'postgresql://me:very-secret@127.0.0.1:1/x' });
  expect([away.code, away.statusOf('database')]).toEqual([1, 'problem']);
  expect(JSON.stringify(away.findings)).not.toContain('very-secret');
  const empty = await createEmptyDatabase();
  const bare = await examined({ DATABASE_URL: empty.adminUrl });
  expect([bare.statusOf('migrations'), bare.code]).toEqual(['problem', 1]);
  await empty.drop();
  const { code, errors } = await ask({}, '--company', 'x');
  expect([code, errors]).toEqual([1, expect.stringContaining('Give the id of a company')]);
});
