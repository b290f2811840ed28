import { StockflowError } from '../errors/base.ts';
import { tell } from '../hooks.ts';
import { type CallOptions, checkedTimeout, type LiveOptions, type Settings } from '../options.ts';
import { type Page, Pager } from '../pager.ts';
import { resultOf } from './answer.ts';
import { BATCH_URL_MAX, Batches } from './batches.ts';
import { Budget } from './budget.ts';
import { type FailedCall, failureOf, unexpectedAnswer } from './failure.ts';
import { type Attempt, callOf, Http } from './http.ts';
import { LiveStream } from './live.ts';
import { retryDelayMs } from './retry.ts';

interface Call {
  type: 'query' | 'mutation';
  path: string;
  input: object | undefined;
  options: CallOptions | undefined;
  /** Sent again, it cannot act twice. */
  repeatable: boolean;
  idempotencyKey: string | null;
}

type Repeatable = Pick<Call, 'repeatable' | 'idempotencyKey'>;

/** Reads that go on by themselves: nothing that can act twice, and no key. */
const NO_CALL: Repeatable = { repeatable: true, idempotencyKey: null };

interface PageInput {
  cursor?: string | undefined;
  limit?: number | undefined;
}

/**
 * Sends calls: in tRPC's form, with timeout, retries and typed errors. What it returns is typed by the
 * facade, which the compiler holds against the server's router.
 */
export class Transport {
  readonly #batches: Batches;
  readonly #http: Http;
  readonly #settings: Settings;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#http = new Http(settings);
    this.#batches = new Batches(this.#http);
  }

  /** A read. */
  read<Answer>(path: string, input: object | undefined, options: CallOptions | undefined): Promise<Answer> {
    return this.#send({ type: 'query', path, input, options, repeatable: true, idempotencyKey: null });
  }

  /** A write that carries an idempotency key: the caller's, or one made here before the first attempt. */
  async write<Answer>(
    path: string,
    input: { idempotencyKey?: string | undefined },
    options: CallOptions | undefined,
  ): Promise<Answer> {
    const idempotencyKey = input.idempotencyKey ?? this.#settings.idempotencyKey();
    const keyed = { ...input, idempotencyKey };
    return this.#send({ type: 'mutation', path, input: keyed, options, repeatable: true, idempotencyKey });
  }

  /** A write that cannot carry a key: it is sent once. */
  act<Answer>(path: string, input: object | undefined, options: CallOptions | undefined): Promise<Answer> {
    return this.#send({ type: 'mutation', path, input, options, repeatable: false, idempotencyKey: null });
  }

  /** A list of pages with `items`. */
  list<Item>(path: string, input: PageInput | undefined, options: CallOptions | undefined): Pager<Item> {
    return this.pages<Item, Page<Item>>(path, input, options, (page) => page.items);
  }

  /** A list whose pages have a form of their own. */
  pages<Item, OnePage extends { nextCursor: string | null }>(
    path: string,
    input: PageInput | undefined,
    options: CallOptions | undefined,
    itemsOf: (page: OnePage) => readonly Item[],
  ): Pager<Item, OnePage> {
    return new Pager({
      read: (changes) => this.read<OnePage>(path, { ...input, ...changes }, options),
      itemsOf,
      nextOf: (page) => page.nextCursor,
      hasLimit: input?.limit !== undefined,
      fail: (message) => unexpectedAnswer(this.#about(NO_CALL), { message }),
    });
  }

  /** What happens, as it happens. Nothing is sent before the first event is asked for. */
  live<Event>(
    path: string,
    input: { lastEventId?: string | undefined } | undefined,
    options: LiveOptions | undefined,
  ): LiveStream<Event> {
    const { timeoutMs: firstMs } = this.#settings;
    const trace = this.#trace();
    const http = this.#http;
    return new LiveStream<Event>({
      begin: (attempt) => ({ procedure: path, attempt, idempotencyKey: null, trace }),
      open: async (attempt, lastEventId, signal) => {
        const text = JSON.stringify({ ...input, ...(lastEventId !== undefined && { lastEventId }) });
        const headers = { ...(await http.begin([attempt])), accept: 'text/event-stream' };
        const url = `${http.url}/${path}?input=${encodeURIComponent(text)}`;
        return http.open(url, { method: 'GET', headers, signal, cache: 'no-store' });
      },
      opened: (attempt) => http.end(attempt, null),
      failureOf: (thrown, attempt) => this.#ended(thrown, attempt, NO_CALL),
      retry: (attempt, error, delayMs) => this.#tellRetry(attempt, error, delayMs),
      check: (event, attempt) => this.#check(event, attempt, NO_CALL),
      about: (attempt) => this.#about(NO_CALL, attempt),
      settings: { ...options, lastEventId: input?.lastEventId, firstMs },
    });
  }

  async #send<Answer>(call: Call): Promise<Answer> {
    const { path: procedure, idempotencyKey, options } = call;
    const timeoutMs = checkedTimeout(options?.timeoutMs ?? this.#settings.timeoutMs);
    const trace = this.#trace();
    let attempt: Attempt | undefined;
    const budget = new Budget(timeoutMs, options?.signal, () => this.#about(call, attempt));
    try {
      for (let number = 1; ; number += 1) {
        attempt = { procedure, attempt: number, idempotencyKey, trace };
        try {
          const answer = await this.#attempt(call, attempt, budget);
          this.#check(answer, attempt, call);
          this.#http.end(attempt, null);
          return answer as Answer;
        } catch (thrown) {
          const error = this.#ended(thrown, attempt, call);
          const delayMs = retryDelayMs(number - 1, error.retryAfterMs, Math.random);
          const isOver = number > this.#settings.retriesMax || delayMs >= budget.leftMs;
          if (isOver || !call.repeatable || !error.retryable) throw error;
          this.#tellRetry(attempt, error, delayMs);
          await budget.wait(delayMs);
        }
      }
    } finally {
      budget.close();
    }
  }

  async #attempt(call: Call, attempt: Attempt, budget: Budget): Promise<unknown> {
    const { signal } = budget;
    // A call that has ended before it began sends nothing.
    if (signal.aborted) return budget.race(new Promise<never>(() => undefined));
    const sending = this.#isBatched(call)
      ? this.#batches.query(attempt, call.input, signal)
      : this.#sendAlone(call, attempt, signal);
    return budget.race(sending);
  }

  // Writes go alone: one too large body or broken connection then fails one write.
  #isBatched({ type, input }: Call): boolean {
    return (
      this.#settings.batch &&
      type === 'query' &&
      encodeURIComponent(JSON.stringify(input ?? {})).length < BATCH_URL_MAX / 4
    );
  }

  /** What tRPC's own link sends for one call, without its observables: half of what a call costs here. */
  async #sendAlone({ type, path, input }: Call, attempt: Attempt, signal: AbortSignal): Promise<unknown> {
    const body = input === undefined ? undefined : JSON.stringify(input);
    const headers = await this.#http.begin([attempt]);
    if (signal.aborted) throw signal.reason;
    const url = `${this.#http.url}/${path}`;
    if (type === 'query') {
      const query = body === undefined ? '' : `?input=${encodeURIComponent(body)}`;
      return resultOf(this.#http.fetch(url + query, { method: 'GET', headers, signal }));
    }
    headers['content-type'] = 'application/json';
    return resultOf(this.#http.fetch(url, { method: 'POST', headers, body, signal }));
  }

  /** An attempt has failed; answers the caller's error. An end by timeout or signal is one already. */
  #ended(thrown: unknown, attempt: Attempt, call: Repeatable): StockflowError {
    const error = thrown instanceof StockflowError ? thrown : failureOf(thrown, this.#about(call, attempt));
    this.#http.end(attempt, error);
    return error;
  }

  #check(answer: unknown, attempt: Attempt, call: Repeatable): void {
    try {
      this.#settings.validate?.(attempt.procedure, answer);
    } catch (cause) {
      const message = `The answer of ${attempt.procedure} is not what validate expects: ${String(cause)}`;
      throw unexpectedAnswer(this.#about(call, attempt), { message, cause });
    }
  }

  #tellRetry(attempt: Attempt, error: StockflowError, delayMs: number): void {
    void tell(this.#settings.hooks, 'onRetry', {
      ...callOf(attempt),
      requestId: attempt.exchange?.requestId ?? null,
      error,
      delayMs,
    });
  }

  #about({ repeatable, idempotencyKey }: Repeatable, attempt?: Attempt): FailedCall {
    const { docsUrl } = this.#settings;
    return { repeatable, idempotencyKey, requestId: attempt?.exchange?.requestId ?? null, docsUrl };
  }

  /** The headers that name the trace in which a call is made: asked where it is made, for a batch is sent later. */
  #trace(): Record<string, string> {
    const headers = {};
    const { openTelemetry } = this.#settings;
    openTelemetry?.propagation.inject(openTelemetry.context.active() as never, headers);
    return headers;
  }
}
