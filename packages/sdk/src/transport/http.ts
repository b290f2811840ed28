import type { StockflowError } from '../errors/base.ts';
import { type HookCall, tell } from '../hooks.ts';
import { newId } from '../ids.ts';
import type { Settings } from '../options.ts';
import { API_VERSION, agentOf } from '../version.ts';
import { type Answered, type AnswerHeaders, readAnswer } from './answer.ts';
import { deprecationTeller } from './deprecation.ts';

/** One try of one call. */
export interface Attempt extends HookCall {
  /** Trace headers of the place that made the call. */
  readonly trace: Record<string, string>;
  /** The request that carries it, once it is on its way. */
  exchange?: Exchange;
  error?: StockflowError | null;
}

/** One request: its calls, and how it went. */
interface Exchange {
  readonly requestId: string;
  readonly attempts: readonly Attempt[];
  /** How many of its calls have not ended. */
  open: number;
  startedAt: number;
  status: number | null;
}

/** What is asked for: as much of fetch's init as is used here. */
export interface RequestInit {
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  signal: AbortSignal;
  body?: string | undefined;
}

/** Sends requests with the headers that each has, and tells the hooks. */
export class Http {
  readonly url: string;
  readonly #settings: Settings;
  readonly #headers: Record<string, string>;
  readonly #credentials: { credentials?: 'same-origin' | 'omit' };
  readonly #tellDeprecation: ReturnType<typeof deprecationTeller>;
  /** Requests that are about to be sent, by their id. */
  readonly #exchanges = new Map<string, Exchange>();

  constructor(settings: Settings) {
    const { baseUrl, credential, inPage, hooks } = settings;
    this.url = `${baseUrl}/api/trpc`;
    this.#settings = settings;
    this.#headers = {
      'stockflow-version': API_VERSION,
      // Browsers keep User-Agent to themselves.
      [inPage ? 'stockflow-client' : 'user-agent']: agentOf(inPage ? {} : globalThis),
      ...(credential !== null && { authorization: `Bearer ${credential}` }),
    };
    // Only pages have cookies, and some edge runtimes refuse the field.
    this.#credentials = inPage ? { credentials: credential === null ? 'same-origin' : 'omit' } : {};
    this.#tellDeprecation = deprecationTeller(hooks);
  }

  /** Begins a request: asks the hook, and answers its headers. */
  async begin(attempts: readonly Attempt[]): Promise<Record<string, string>> {
    const requestId = newId();
    const exchange = { requestId, attempts, open: attempts.length, startedAt: 0, status: null };
    for (const attempt of attempts) attempt.exchange = exchange;
    const added: Record<string, string> = {};
    await tell(this.#settings.hooks, 'onRequest', { requestId, calls: attempts.map(callOf), headers: added });
    this.#exchanges.set(requestId, exchange);
    exchange.startedAt = performance.now();
    const headers: Record<string, string> = { ...attempts[0]?.trace };
    for (const name of Object.keys(added)) headers[name.toLowerCase()] = `${added[name]}`;
    return Object.assign(headers, this.#headers, { 'request-id': requestId });
  }

  /** Sends a request that was begun, and reads its answer whole. Also what tRPC's link takes for `fetch`. */
  async fetch(url: string, init: RequestInit): Promise<Answered> {
    return readAnswer(() => this.open(url, init));
  }

  /** Sends a request that was begun; its answer is read by whoever asked. */
  async open<Answer extends { status: number; headers: AnswerHeaders }>(
    url: string,
    init: RequestInit & { cache?: 'no-store' },
  ): Promise<Answer> {
    const requestId = init.headers['request-id'] ?? '';
    const exchange = this.#exchanges.get(requestId);
    this.#exchanges.delete(requestId);
    const request = [url, { ...init, ...this.#credentials }] as Parameters<Settings['fetch']>;
    const answer = (await this.#settings.fetch(...request)) as unknown as Answer;
    if (exchange) {
      exchange.status = answer.status;
      this.#tellDeprecation(answer.headers, exchange.attempts);
    }
    return answer;
  }

  /** An attempt has ended; with the last one of its request the request has. */
  end(attempt: Attempt, error: StockflowError | null): void {
    // A stream that has begun has ended as far as its request goes; what cuts it later is no second end.
    if (attempt.error !== undefined) return;
    attempt.error = error;
    const { exchange } = attempt;
    if (!exchange) return;
    exchange.open -= 1;
    if (exchange.open > 0) return;
    const { requestId, attempts, status, startedAt } = exchange;
    void tell(this.#settings.hooks, 'onResponse', {
      requestId,
      calls: attempts.map((one) => ({ ...callOf(one), error: one.error ?? null })),
      status,
      durationMs: startedAt && performance.now() - startedAt,
    });
  }
}

/** What hooks may know of an attempt. */
export const callOf = ({ procedure, attempt, idempotencyKey }: HookCall): HookCall => ({
  procedure,
  attempt,
  idempotencyKey,
});
