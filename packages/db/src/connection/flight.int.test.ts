import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase } from '../testing/index.ts';
import { SkippedStatementError } from './flight.ts';
import { PooledConnection } from './pooled-connection.ts';

let opened: Awaited<ReturnType<typeof createTestDatabase>>;
let client: pg.Client;
let connection: PooledConnection;
let syncs: number;

beforeAll(async () => {
  opened = await createTestDatabase();
});
afterAll(() => opened.drop());
beforeEach(async () => {
  client = new pg.Client({ connectionString: opened.appUrl, pipeline: true } as pg.ClientConfig);
  await client.connect();
  connection = new PooledConnection(client);
  syncs = 0;
  const wire = (client as unknown as { connection: { on(event: string, heard: () => void): void } })
    .connection;
  wire.on('readyForQuery', () => {
    syncs += 1;
  });
  return () => client.end();
});

const rowsOf = async (sent: Promise<pg.QueryResult>) => (await sent).rows as unknown[];
const outcome = (sent: Promise<pg.QueryResult>) =>
  sent.then(
    ({ rows }) => rows as unknown[],
    (error: Error & { code?: string }) => error.code ?? error.name,
  );

describe('a flight', () => {
  test('takes what is sent in one tick, in its order; the database answers once', async () => {
    const answers = await Promise.all([
      connection.send('begin'),
      rowsOf(connection.send({ name: 'one', text: 'select $1::int as one', values: [1] })),
      rowsOf(connection.send({ text: 'select generate_series(1, 3) as n' })),
      connection.send('commit'),
    ]);
    expect(answers.slice(1, 3)).toEqual([[{ one: 1 }], [{ n: 1 }, { n: 2 }, { n: 3 }]]);
    expect(syncs).toBe(1);
    await Promise.all([connection.send('begin'), connection.send('rollback')]);
    expect(syncs).toBe(2);
  });

  test('a statement that fails names why; those behind it are skipped, and the next flight is as ever', async () => {
    const sent = ['select 1 as a', 'select 1 / 0', 'select 2 as b'].map((text) =>
      outcome(connection.send(text)),
    );
    expect(await Promise.all(sent)).toEqual([[{ a: 1 }], '22012', 'SkippedStatementError']);
    const skipped = await Promise.allSettled([connection.send('selec'), connection.send('select 1')]);
    expect(skipped[1]).toMatchObject({ reason: expect.any(SkippedStatementError) });
    expect(skipped[1]).toMatchObject({ reason: { cause: { code: '42601' } } });
    expect(await outcome(connection.send('select 3 as c'))).toEqual([{ c: 3 }]);
  });

  test('a prepared statement that failed, or was skipped, is there when it is wanted again', async () => {
    const divide = (by: number) => ({ name: 'divide', text: 'select 6 / $1::int as result', values: [by] });
    const other = { name: 'other', text: 'select 5 as five', values: [] };
    const broken = { name: 'broken', text: 'select from nowhere', values: [] };
    expect(await Promise.all([divide(0), other].map((one) => outcome(connection.send(one))))).toEqual([
      '22012',
      'SkippedStatementError',
    ]);
    expect(await Promise.all([divide(2), other].map((one) => outcome(connection.send(one))))).toEqual([
      [{ result: 3 }],
      [{ five: 5 }],
    ]);
    expect(await outcome(connection.send(broken))).toBe('42P01');
    expect(await outcome(connection.send(broken))).toBe('42P01');
    expect(await outcome(connection.send(divide(3)))).toEqual([{ result: 2 }]);
  });

  test('what pg refuses to send fails with those behind it, and nothing else does', async () => {
    await connection.send({ name: 'mine', text: 'select 1 as one', values: [] });
    const sent = [
      connection.send('select 1 as before'),
      connection.send({ name: 'mine', text: 'select 2 as two', values: [] }),
      connection.send('select 1 as behind'),
    ].map(outcome);
    expect(await Promise.all(sent)).toEqual([[{ before: 1 }], 'Error', 'SkippedStatementError']);
    const circular: { me?: unknown } = {};
    circular.me = circular;
    expect(await outcome(connection.send({ text: 'select $1::json', values: [circular] }))).toBe('TypeError');
    expect(await outcome(connection.send('select 4 as still'))).toEqual([{ still: 4 }]);
  });

  test('a connection that is cut fails all of it', async () => {
    const sent = [connection.send('select pg_sleep(5)'), connection.send('select 1')].map(outcome);
    setTimeout(
      () =>
        (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy(),
      20,
    );
    const [first, second] = await Promise.all(sent);
    expect([typeof first, second]).toEqual(['string', 'SkippedStatementError']);
    expect(connection.isBroken).toBe(true);
  });
});
