import type pg from 'pg';
import { PrismaClient } from '../generated/client.ts';
import { Flight } from './flight.ts';
import { ConnectionAdapter, factoryOf } from './prisma-adapter.ts';
import type { Statement } from './types.ts';

/** A connection of the pool: one pg client, and the one PrismaClient that speaks over it. */
export class PooledConnection {
  readonly client: pg.ClientBase;
  #adapter: ConnectionAdapter | undefined;
  #prisma: PrismaClient | undefined;
  #isBroken = false;
  #flight: Flight | undefined;

  constructor(client: pg.ClientBase) {
    this.client = client;
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

  /** Sends behind what was sent before, without waiting for its answer. All of one tick leaves in one flight. */
  send(statement: Statement | string): Promise<pg.QueryResult> {
    if (!this.#flight) {
      this.#flight = new Flight();
      process.nextTick(() => this.depart());
    }
    return this.#flight.add(statement);
  }

  /** Lets go what is waiting for the end of the tick: somebody else is about to send. */
  depart(): void {
    const flight = this.#flight;
    if (!flight) return;
    this.#flight = undefined;
    this.client.query(flight as unknown as pg.Submittable);
  }

  async forget(): Promise<void> {
    await this.#prisma?.$disconnect();
  }

  async #connectAdapter(): Promise<ConnectionAdapter> {
    this.#adapter ??= await ConnectionAdapter.on(this.client, () => this.depart());
    return this.#adapter;
  }
}
