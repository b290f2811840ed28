import { readFileSync } from 'node:fs';
import pg from 'pg';

/** `deploy/citus/distribute.sql`, as it is handed to psql. Read when asked: a packed package has no such file. */
export const citusScript = (): string =>
  readFileSync(new URL('../../../../deploy/citus/distribute.sql', import.meta.url), 'utf8');

/** What the script does with each table. */
export interface CitusTables {
  /** Spread by company, in the order of the script, each with the column that says where a row lies. */
  readonly distributed: ReadonlyMap<string, string>;
  /** Left on the coordinator. */
  readonly local: ReadonlySet<string>;
}

/** Read out of the script itself, so that there is one list and not two. */
export const citusTables = (): CitusTables => ({
  distributed: new Map(
    [...citusScript().matchAll(/^\s*\('(\w+)', '(\w+)'\)/gm)].map(([, table = '', key = '']) => [table, key]),
  ),
  local: new Set([...citusScript().matchAll(/^--\s+local: (\w+)/gm)].map(([, table = '']) => table)),
});

/** Whether the PostgreSQL has Citus loaded; then test databases are spread like a customer's. */
export const hasCitus = async (client: pg.Client): Promise<boolean> => {
  const { rows } = await client.query<{ has: boolean }>(
    `select current_setting('shared_preload_libraries') like '%citus%' as has`,
  );
  return rows[0]?.has === true;
};

interface Node {
  readonly host: string;
  readonly port: number;
}

/**
 * Makes an empty database of the name on the coordinator and on each of its workers (those that the database of
 * `clusterUrl` knows), and tells them of each other. Without workers the coordinator keeps the shards itself. Citus is
 * there before the migrations, so that roles and grants reach the workers too. Databases with Citus cannot be cloned.
 */
export const createCitusDatabase = async (clusterUrl: string, name: string): Promise<void> => {
  const workers = await onceAt(clusterUrl, async (client) => {
    const isKnown = await client.query(`select from pg_extension where extname = 'citus'`);
    if (isKnown.rowCount === 0) return [];
    const { rows } = await client.query<Node>(
      `select nodename as host, nodeport as port from pg_dist_node
       where groupid <> 0 and isactive and noderole = 'primary'`,
    );
    return rows;
  });
  const nodes = workers.map(({ host, port }) => at(clusterUrl, { host, port }));
  for (const url of [...nodes, clusterUrl]) {
    await onceAt(url, (client) => client.query(`create database "${name}"`));
    await onceAt(at(url, { database: name }), (client) => client.query('create extension citus'));
  }
  const { hostname, port } = new URL(clusterUrl);
  await onceAt(at(clusterUrl, { database: name }), async (client) => {
    const self = [hostname, Number(port || 5432)];
    await client.query('select citus_set_coordinator_host($1, $2)', self);
    for (const worker of workers)
      await client.query('select citus_add_node($1, $2)', [worker.host, worker.port]);
    if (workers.length === 0)
      await client.query(`select citus_set_node_property($1, $2, 'shouldhaveshards', true)`, self);
    // Thirty tables of 32 shards each, for every test file, would be made for minutes.
    await client.query(`alter database "${name}" set citus.shard_count = 4`);
  });
};

/** Runs the script on a database that is migrated. */
export const distribute = (adminUrl: string): Promise<unknown> =>
  onceAt(adminUrl, (client) => client.query(citusScript()));

const at = (url: string, change: { host?: string; port?: number; database?: string }): string => {
  const changed = new URL(url);
  if (change.host !== undefined) changed.hostname = change.host;
  if (change.port !== undefined) changed.port = String(change.port);
  if (change.database !== undefined) changed.pathname = `/${change.database}`;
  return changed.toString();
};

const onceAt = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};
