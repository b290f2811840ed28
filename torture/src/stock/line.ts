import {
  createStockflow,
  isRefusal,
  newId,
  type Stockflow,
  StockflowConnectionError,
  StockflowError,
  StockflowTimeoutError,
} from '@stockflow/sdk';
import type { Answer, Call, Operation } from '../history/types.ts';
import type { Random } from '../random.ts';
import type { Names } from './names.ts';

/** How often the callers of a process have sent what. */
export interface LineCounts {
  /** Requests sent, those that the SDK repeated by itself among them. */
  requests: number;
  /** Requests that broke off, or that were answered with UNAVAILABLE. */
  cut: number;
}

/** What callers must never see, in words. */
export type Surprise = string;

/** How a call is sent: with the id under which it acts once. */
export type Send = (stockflow: Stockflow, idempotencyKey: string) => Promise<Answer>;

/** Longest that a caller goes on asking for one answer. */
const PATIENCE_MS = 60_000;
const PAUSE_MS = 50;
/** Of calls that were cut so many of a hundred are left so, each time: their callers were gone with them. */
const GONE_PERCENT = 10;
/** A sale's state in the words of a hold. */
const STATES_OF_SALES: Record<string, string> = { completed: 'committed', cancelled: 'released' };

/**
 * The way from a process of callers to both API processes. Each call carries its id twice: as the idempotency key, and as
 * Request-Id, which the ledger keeps with each line. What is cut is sent again with the same id, each time to the
 * other API process, until there is an answer.
 */
export class Line {
  readonly counts: LineCounts = { requests: 0, cut: 0 };
  readonly surprises: Surprise[] = [];
  readonly #clients: readonly Stockflow[];
  readonly #names: Names;
  readonly #random: Random;
  readonly #mayBeCut: boolean;
  #next = 0;

  /** @param mayBeCut true while processes are killed: then a call may be cut, and some callers are gone with it */
  constructor(options: { urls: readonly string[]; names: Names; random: Random; mayBeCut: boolean }) {
    const fetch = this.#counting();
    const { apiKey } = options.names.arena;
    this.#clients = options.urls.map((baseUrl) => createStockflow({ baseUrl, apiKey, batch: false, fetch }));
    this.#names = options.names;
    this.#random = options.random;
    this.#mayBeCut = options.mayBeCut;
  }

  /** The clients, one for each API process. */
  get clients(): readonly Stockflow[] {
    return this.#clients;
  }

  /** Makes one call and records it as its caller saw it. */
  async call(caller: string, operation: Operation, send: Send, id = newId()): Promise<Call> {
    const startedAt = nowMicros();
    const answer = await this.#answerOf(id, operation, send);
    const endedAt = answer ? nowMicros() : null;
    return { id, caller, operation, startedAt, endedAt, answer };
  }

  async #answerOf(id: string, operation: Operation, send: Send): Promise<Answer | null> {
    const givenUpAt = performance.now() + PATIENCE_MS;
    for (;;) {
      this.#next += 1;
      const client = this.#clients[this.#next % this.#clients.length];
      if (!client) throw new Error('there is no API process');
      try {
        return await send(client, id);
      } catch (error) {
        const refused = this.refusalOf(error);
        if (refused) return refused;
        if (!(error instanceof StockflowError)) throw error;
        const said = `${operation.kind} ${id}: ${error.code}: ${error.message} (request ${error.requestId})`;
        if (!isCut(error)) {
          this.surprises.push(said);
          return null;
        }
        if (!this.#mayBeCut) this.surprises.push(`cut although nothing was killed: ${said}`);
        if (performance.now() > givenUpAt) {
          this.surprises.push(`no answer in ${PATIENCE_MS / 1000} s: ${said}`);
          return null;
        }
        if (this.#mayBeCut && this.#random.chance(GONE_PERCENT)) return null;
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    }
  }

  /** A refusal by rule, as it is compared; null for anything else. */
  refusalOf(error: unknown): Answer | null {
    if (!isRefusal(error)) return null;
    const refused = { ok: false as const, code: error.code };
    const level = this.#names.level.bind(this.#names);
    switch (error.code) {
      case 'INSUFFICIENT_STOCK': {
        const shortages = error.details.shortages.map(({ requested, available, ...place }) => ({
          level: level(place),
          requested,
          available,
        }));
        return { ...refused, shortages };
      }
      case 'VERSION_CONFLICT': {
        const conflicts = error.details.conflicts.map(({ id, warehouseId = null, expected, current }) => ({
          level: level({ productId: id, warehouseId }),
          expected,
          current,
        }));
        return { ...refused, conflicts };
      }
      case 'STATE_CONFLICT':
        return { ...refused, state: STATES_OF_SALES[error.details.state] ?? error.details.state };
      case 'RESERVATION_EXPIRED':
      case 'NOT_FOUND':
      case 'ID_REUSED':
        return refused;
      default:
        return null;
    }
  }

  /** A fetch that counts what goes out, and that says the call's id in a header too. */
  #counting(): typeof globalThis.fetch {
    return async (address, init) => {
      this.counts.requests += 1;
      const id = /"idempotencyKey":"([\w-]+)"/.exec(String(init?.body ?? ''))?.[1];
      const headers = new Headers(init?.headers);
      if (id) headers.set('request-id', id);
      try {
        const answer = await globalThis.fetch(address, { ...init, headers });
        if (answer.status === 503) this.#noteCut();
        return answer;
      } catch (error) {
        this.#noteCut();
        throw error;
      }
    };
  }

  #noteCut(): void {
    this.counts.cut += 1;
  }
}

/** Microseconds of the monotonic clock, which all processes of a machine share. Cut to whole ones, which keeps their order. */
export const nowMicros = (): number => Number(process.hrtime.bigint() / 1_000n);

const isCut = (error: StockflowError): boolean =>
  error instanceof StockflowConnectionError ||
  error instanceof StockflowTimeoutError ||
  error.code === 'UNAVAILABLE';
