import { httpBatchLink, TRPCUntypedClient } from '@trpc/client';
import { StockflowError } from '../errors/base.ts';
import { type CallOptions, checkedTimeout, type LiveOptions, type Settings } from '../options.ts';
import { type Page, Pager } from '../pager.ts';
import { answeringFetch, resultOf } from './answer.ts';
import { Budget } from './budget.ts';
import { failureOf } from './failure.ts';
import { LiveStream, type OpenStream, type StreamAnswer } from './live.ts';
import { retryDelayMs } from './retry.ts';

/** The most calls that the server takes in one request. */
const BATCH_CALLS_MAX = 20;
/** Reads travel in the address, which gateways cap at 8 kB: a batch stays well under it. */
const BATCH_URL_MAX = 4_000;

interface Call {
  type: 'query' | 'mutation';
  path: string;
  input: object | undefined;
  options: CallOptions | undefined;
  /** Sent again, it cannot act twice. */
  repeatable: boolean;
  idempotencyKey: string | null;
}

interface PageInput {
  cursor?: string | undefined;
  limit?: number | undefined;
}

/**
 * Sends calls: in tRPC's form, with timeout, retries and typed errors. What it returns is typed by the
 * facade, which the compiler holds against the server's router.
 */
export class Transport {
  readonly #batches: TRPCUntypedClient<never>;
  readonly #http: Http;
  readonly #settings: Settings;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#http = httpOf(settings);
    this.#batches = batchesOver(this.#http);
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
    });
  }

  /** What happens, as it happens. Nothing is sent before the first event is asked for. */
  live<Event>(
    path: string,
    input: { lastEventId?: string | undefined } | undefined,
    options: LiveOptions | undefined,
  ): LiveStream<Event> {
    const open: OpenStream = (lastEventId, signal) => {
      const text = JSON.stringify({ ...input, ...(lastEventId !== undefined && { lastEventId }) });
      return this.#http.open(`${this.#http.url}/${path}?input=${encodeURIComponent(text)}`, signal);
    };
    const { timeoutMs: firstMs } = this.#settings;
    return new LiveStream(open, { ...options, lastEventId: input?.lastEventId, firstMs });
  }

  async #send<Answer>(call: Call): Promise<Answer> {
    const timeoutMs = checkedTimeout(call.options?.timeoutMs ?? this.#settings.timeoutMs);
    const budget = new Budget(timeoutMs, call.options?.signal, call.idempotencyKey);
    try {
      for (let attempt = 0; ; attempt++) {
        try {
          return (await this.#attempt(call, budget)) as Answer;
        } catch (thrown) {
          // An end by timeout or signal is final, and already the caller's error.
          if (thrown instanceof StockflowError) throw thrown;
          const error = failureOf(thrown, call);
          const delayMs = retryDelayMs(attempt, error.retryAfterMs, Math.random);
          const isOver = attempt >= this.#settings.retriesMax || delayMs >= budget.leftMs;
          if (isOver || !call.repeatable || !error.retryable) throw error;
          await budget.wait(delayMs);
        }
      }
    } finally {
      budget.close();
    }
  }

  async #attempt(call: Call, budget: Budget): Promise<unknown> {
    // A call that has ended before it began sends nothing.
    if (budget.signal.aborted) return budget.race(new Promise<never>(() => undefined));
    const { signal } = budget;
    return budget.race(
      this.#isBatched(call)
        ? this.#batches.query(call.path, call.input, { signal })
        : this.#sendAlone(call, signal),
    );
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
  #sendAlone({ type, path, input }: Call, signal: AbortSignal): Promise<unknown> {
    const text = input === undefined ? undefined : JSON.stringify(input);
    const query = type === 'query' && text !== undefined ? `?input=${encodeURIComponent(text)}` : '';
    const url = `${this.#http.url}/${path}${query}`;
    const headers = this.#http.headers();
    if (type === 'query') return resultOf(this.#http.fetch(url, { method: 'GET', headers, signal }));
    headers['content-type'] = 'application/json';
    return resultOf(this.#http.fetch(url, { method: 'POST', headers, body: text, signal }));
  }
}

type Http = ReturnType<typeof httpOf>;

const httpOf = ({ baseUrl, fetch, credential, inPage }: Settings) => {
  // Only pages have cookies, and some edge runtimes refuse the field.
  const credentials = inPage ? (credential === null ? 'same-origin' : 'omit') : undefined;
  const headers = (): Record<string, string> =>
    credential === null ? {} : { authorization: `Bearer ${credential}` };
  return {
    url: `${baseUrl}/api/trpc`,
    fetch: answeringFetch(fetch, credentials),
    headers,
    /** Asks for a stream, which is read as it comes. */
    open: async (url: string, signal: AbortSignal): Promise<StreamAnswer> => {
      const init = { headers: { ...headers(), accept: 'text/event-stream' }, signal, cache: 'no-store' };
      const request = [url, { ...init, ...(credentials && { credentials }) }] as Parameters<
        Settings['fetch']
      >;
      return (await fetch(...request)) as StreamAnswer;
    },
  };
};

const batchesOver = (http: Http): TRPCUntypedClient<never> => {
  const link = httpBatchLink({ ...http, maxItems: BATCH_CALLS_MAX, maxURLLength: BATCH_URL_MAX });
  return new TRPCUntypedClient({ links: [link] });
};
