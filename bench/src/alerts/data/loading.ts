import type pg from 'pg';

/** The tables that grow large, and are filled while no index is kept. */
const LARGE = [
  'sales',
  'sale_items',
  'inventory_history',
  'demand_daily',
  'inventory',
  'alerts',
  'alert_changes',
];

/**
 * Turns the indexes of the large tables off: nobody keeps or uses them until `finishLoading` has built each in one go, which
 * is several times faster than entry by entry and writes far less to the log. They stay as the migrations made them. The
 * catalogue's own flags are what CREATE INDEX CONCURRENTLY uses, and REINDEX sets them again; in a database that somebody
 * wants to keep one would not do this, and this one is thrown away when loading fails.
 */
export const turnIndexesOff = async (admin: pg.Client): Promise<void> => {
  await admin.query(
    `update pg_index set indisready = false, indisvalid = false
     where indrelid = any(select to_regclass(name) from unnest($1::text[]) as name)`,
    [LARGE],
  );
};

/**
 * For a connection that loads: foreign keys are not checked row by row (what is loaded comes from joins, and is verified
 * afterwards), a commit waits for no disk, and sorts have room.
 */
export const LOADING_SETTINGS =
  "set session_replication_role = replica; set synchronous_commit = off; set work_mem = '256MB'; " +
  "set temp_buffers = '256MB'; set maintenance_work_mem = '512MB'; set wal_compression = on";

/** Builds the indexes, and writes what a database that has run for a while has: statistics, visibility, no unflushed log. */
export const finishLoading = async (
  lanes: readonly pg.Client[],
  progress: (line: string) => void,
): Promise<void> => {
  progress('building indexes');
  await inLanes(lanes, LARGE, (lane, table) => lane.query(`reindex table ${table}`));
  const [first] = lanes;
  progress('vacuum and analyze');
  await first?.query('vacuum (analyze)');
  await first?.query('checkpoint');
};

/** Gives each piece of work to the lane that is free next. */
export const inLanes = async <Lane, Work>(
  lanes: readonly Lane[],
  work: readonly Work[],
  run: (lane: Lane, piece: Work) => Promise<unknown>,
): Promise<void> => {
  const waiting = [...work];
  await Promise.all(
    lanes.map(async (lane) => {
      for (let piece = waiting.shift(); piece !== undefined; piece = waiting.shift()) await run(lane, piece);
    }),
  );
};
