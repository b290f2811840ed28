import pg from 'pg';
import { PrismaClient } from '../generated/client.ts';
import { ConnectionAdapter, factoryOf } from './prisma-adapter.ts';
import type { Statement } from './types.ts';

/** A connection of the pool: one pg client, and the one PrismaClient that speaks over it. */
export class PooledConnection {
  readonly client: pg.ClientBase;
  #adapter: ConnectionAdapter | undefined;
  #prisma: PrismaClient | undefined;
  readonly #isPrepared: boolean;
  #isBroken = false;

  constructor(client: pg.ClientBase, isPrepared = true) {
    this.client = client;
    this.#isPrepared = isPrepared;
    // Without a listener a lost connection would end the process.
    const broke = () => {
      this.#isBroken = true;
    };
    client.on('error', broke);
    client.on('end', broke);
  }

  get isBroken(): boolean {
    return this.#isBroken;
  }

  /** Made on first use: a process that speaks only SQL pays nothing for it (a first client costs 180 ms, others 25). */
  get prisma(): PrismaClient {
    this.#prisma ??= new PrismaClient({
      adapter: {
        provider: 'postgres',
        adapterName: '@stockflow/db',
        connect: async () => factoryOf(await this.#connectAdapter()).connect(),
      },
      // The database's own timeouts are the ones that count; these only must not come before them.
      transactionOptions: { maxWait: 600_000, timeout: 600_000 },
      errorFormat: 'minimal',
    });
    return this.#prisma;
  }

  /** Settles when Prisma has no savepoint open; a query in between would be undone with it. */
  get nested(): Promise<void> | undefined {
    return this.#adapter?.nested;
  }

  /** Sends at once: behind what was sent before, without waiting for its answer. */
  send(statement: Statement | string): Promise<pg.QueryResult> {
    // Without its name a statement is parsed and planned each time, and leaves nothing on the connection.
    const isNamed = typeof statement !== 'string' && statement.name !== undefined;
    const sent =
      isNamed && !this.#isPrepared ? { text: statement.text, values: statement.values } : statement;
    return this.client.query(sent as pg.QueryConfig);
  }

  /** Everything that `write` sends leaves in one piece: one system call, one packet, one wake-up of the server. */
  together<T>(write: () => T): T {
    const stream = streamOf(this.client);
    stream?.cork();
    try {
      return write();
    } finally {
      stream?.uncork();
    }
  }

  /** What is sent until the end of this tick leaves in one piece. */
  gatherThisTick(): void {
    const stream = streamOf(this.client);
    if (!stream) return;
    stream.cork();
    process.nextTick(() => stream.uncork());
  }

  async forget(): Promise<void> {
    await this.#prisma?.$disconnect();
  }

  async #connectAdapter(): Promise<ConnectionAdapter> {
    this.#adapter ??= await ConnectionAdapter.on(this.client, this.#isPrepared);
    return this.#adapter;
  }
}

function streamOf(client: pg.ClientBase): { cork(): void; uncork(): void } | undefined {
  return (client as unknown as { connection?: { stream?: { cork(): void; uncork(): void } } }).connection
    ?.stream;
}

const OID = {
  int8Array: 1016,
  date: 1082,
  timestamp: 1114,
  timestampArray: 1115,
  dateArray: 1182,
  numericArray: 1231,
};
const asText = (value: string) => value;
const textArray = pg.types.getTypeParser(1009 as number, 'text');
const parsers = new Map<number, (value: string) => unknown>([
  // pg would make a local midnight of a day, and floats of money in an array.
  [OID.date, asText],
  [OID.timestamp, asText],
  [OID.dateArray, textArray],
  [OID.timestampArray, textArray],
  [OID.numericArray, textArray],
  [OID.int8Array, textArray],
]);

/** numeric and int8 stay strings, a date is 'YYYY-MM-DD', timestamptz is a Date. Per client, never for the process. */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    (format ?? 'text') === 'text'
      ? (parsers.get(oid) ?? pg.types.getTypeParser(oid, 'text'))
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};
