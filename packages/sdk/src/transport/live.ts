import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { StockflowAbortError, type StockflowError, traced } from '../errors/base.ts';
import type { LiveOptions, LiveStatus } from '../options.ts';
import { type AnswerHeaders, Fault, readAnswer, refusalIn, resultOf } from './answer.ts';
import { type FailedCall, unanswered } from './failure.ts';
import type { Attempt } from './http.ts';
import { retryDelayMs } from './retry.ts';

/** An answer that is read as it comes. */
export interface StreamAnswer {
  status: number;
  headers: AnswerHeaders;
  text(): Promise<string>;
  body: { getReader(): { read(): Promise<{ done: boolean; value?: Uint8Array | undefined }> } } | null;
}

/** How a stream is asked for, and who is told of it. */
export interface LiveSource {
  /** One try to connect. */
  begin(attempt: number): Attempt;
  /** Asks for the events from behind an event on. */
  open(attempt: Attempt, lastEventId: string | undefined, signal: AbortSignal): Promise<StreamAnswer>;
  /** The answer is a stream. */
  opened(attempt: Attempt): void;
  /** The connection has failed; answers the caller's error. */
  failureOf(thrown: unknown, attempt: Attempt): StockflowError;
  retry(attempt: Attempt, error: StockflowError, delayMs: number): void;
  /** Throws when an event is not as it should be. */
  check(event: unknown, attempt: Attempt): void;
  about(attempt?: Attempt): FailedCall;
  settings: LiveSettings;
}

interface LiveSettings extends LiveOptions {
  /** Where to begin; undefined: from now on. */
  lastEventId: string | undefined;
  /** How long the first connection may take, with all its tries. */
  firstMs: number;
}

/** How long it tries to come back after a cut, unless said. */
const RECONNECT_MS_DEFAULT = 300_000;
/** Without a word for so long (the server pings every 15 s) the connection counts as cut; the server may say another. */
const SILENCE_MS = 45_000;
/** A connection that held so long was a good one: the next tries begin with short waits again. */
const GOOD_MS = 5_000;
/** The largest message that is taken. */
const MESSAGE_CHARACTERS_MAX = 1_048_576;

/**
 * Events as they happen, over as many connections as it takes: after a cut it comes back by itself, with the id of the last
 * event that was taken, so that none is missed and none comes twice. Leaving the loop closes the connection.
 */
export class LiveStream<Event> implements AsyncIterableIterator<Event, void, undefined> {
  readonly #source: LiveSource;
  readonly #end = new AbortController();
  readonly #events: AsyncGenerator<Event, void, undefined>;
  #lastEventId: string | undefined;
  /** How long it may go on without a word, with all tries; until the first word the client's timeout. */
  #patienceMs: number;

  constructor(source: LiveSource) {
    this.#source = source;
    this.#lastEventId = source.settings.lastEventId;
    this.#patienceMs = source.settings.firstMs;
    this.#events = this.#follow();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Event, void>> {
    return this.#events.next();
  }

  /** Ends it at once, also while somebody waits for the next event. */
  return(): Promise<IteratorResult<Event, void>> {
    this.#end.abort();
    return this.#events.return();
  }

  #tell(status: LiveStatus['status'], error: StockflowError | null = null): void {
    this.#source.settings.onStatus?.({ status, lastEventId: this.#lastEventId ?? null, error });
  }

  async *#follow(): AsyncGenerator<Event, void, undefined> {
    const { signal, reconnectMs = RECONNECT_MS_DEFAULT } = this.#source.settings;
    const onAbort = () => this.#end.abort(this.#abortErrorOf(signal?.reason));
    signal?.addEventListener('abort', onAbort);
    try {
      if (signal?.aborted) throw this.#abortErrorOf(signal.reason);
      this.#tell('connecting');
      let lastGoodAt = performance.now();
      let trouble: LiveStatus['status'] = 'connecting';
      for (let attempt = 0; ; attempt += 1) {
        const begunAt = performance.now();
        let failure: StockflowError | undefined;
        const trying = this.#source.begin(attempt + 1);
        const messages = this.#messages(trying);
        try {
          while (!failure) {
            const next = await messages.next().catch((thrown: unknown) => {
              failure = this.#failureOf(thrown, trying);
            });
            if (!next) break;
            if (next.done) failure = this.#failureOf(new Error('the stream ended'), trying);
            else {
              this.#lastEventId = next.value.id || this.#lastEventId;
              this.#patienceMs = reconnectMs;
              lastGoodAt = performance.now();
              if (next.value.isEvent) {
                attempt = 0;
                yield next.value.data as Event;
                lastGoodAt = performance.now();
              } else {
                trouble = 'reconnecting';
                this.#tell('live');
              }
            }
          }
        } finally {
          await messages.return();
        }
        if (!failure) return;
        if (performance.now() - begunAt > GOOD_MS) attempt = 0;
        const delayMs = retryDelayMs(attempt, failure.retryAfterMs, Math.random);
        const isOver = performance.now() + delayMs - lastGoodAt > this.#patienceMs;
        if (!failure.retryable || isOver) throw failure;
        this.#source.retry(trying, failure, delayMs);
        this.#tell(trouble, failure);
        await this.#wait(delayMs);
      }
    } catch (thrown) {
      // Somebody has left the loop while it waited: that is an end, and no failure.
      if (this.#end.signal.aborted && !signal?.aborted) return;
      throw thrown;
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  /** The messages of one connection. */
  async *#messages(
    attempt: Attempt,
  ): AsyncGenerator<{ id: string | undefined; isEvent: boolean; data: unknown }, void, undefined> {
    const connection = new AbortController();
    const onEnd = () => connection.abort(this.#end.signal.reason);
    this.#end.signal.addEventListener('abort', onEnd);
    try {
      const answering = this.#source.open(attempt, this.#lastEventId, connection.signal);
      const answer = await this.#within(answering, Math.min(SILENCE_MS, this.#patienceMs));
      if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) return await refuse(answer);
      this.#source.opened(attempt);
      const reader = answer.body?.getReader();
      if (!reader) throw unexpected('This runtime’s fetch cannot read an answer as it comes.', answer);
      const decoder = new TextDecoder();
      const arrived: EventSourceMessage[] = [];
      const parser = createParser({
        onEvent: (message) => void arrived.push(message),
        maxBufferSize: MESSAGE_CHARACTERS_MAX,
      });
      let silenceMs = SILENCE_MS;
      for (;;) {
        const message = arrived.shift();
        if (message?.event === 'connected') silenceMs = silenceOf(message.data) ?? silenceMs;
        else if (message?.event === 'serialized-error') throw refusedBy(message.data, answer);
        else if (message?.event === 'return') return;
        else if (message && message.event === undefined) {
          const data = JSON.parse(message.data) as { type?: unknown };
          const isEvent = data.type !== 'ready';
          if (isEvent) this.#source.check(data, attempt);
          yield { id: message.id, isEvent, data };
        }
        if (message) continue;
        // Only while it reads: whoever takes long over an event is not cut off for that.
        const { done, value } = await this.#within(reader.read(), silenceMs);
        if (done) return;
        parser.feed(decoder.decode(value, { stream: true }));
      }
    } finally {
      this.#end.signal.removeEventListener('abort', onEnd);
      connection.abort();
    }
  }

  #failureOf(thrown: unknown, attempt: Attempt): StockflowError {
    const { signal } = this.#end;
    return this.#source.failureOf(signal.aborted ? this.#abortErrorOf(signal.reason) : thrown, attempt);
  }

  #abortErrorOf(cause: unknown): StockflowAbortError {
    if (cause instanceof StockflowAbortError) return cause;
    const message = 'The stream was ended by its signal.';
    return traced(
      new StockflowAbortError({ ...unanswered(this.#source.about()), code: 'ABORTED', message, cause }),
    );
  }

  /** The outcome of the work, unless it takes too long or all of this ends before. */
  async #within<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
    const { signal } = this.#end;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let onEnd = (): void => undefined;
    const early = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`nothing was heard for ${timeoutMs} ms`)), timeoutMs);
      onEnd = () => reject(signal.reason);
      signal.addEventListener('abort', onEnd);
      if (signal.aborted) onEnd();
    });
    work.catch(() => undefined); // it may fail when nobody waits for it any more
    try {
      return await Promise.race([early, work]);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', onEnd);
    }
  }

  async #wait(delayMs: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const waited = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, delayMs);
    });
    try {
      await this.#within(waited, delayMs + 1_000);
    } finally {
      clearTimeout(timer);
    }
  }
}

const unexpected = (message: string, { status, headers }: StreamAnswer): Fault =>
  new Fault({ kind: 'unexpected', message, status, requestId: headers.get('request-id') });

/** No stream: a gateway's answer, or what another server says. */
const refuse = async (response: StreamAnswer): Promise<never> => {
  await resultOf(readAnswer(async () => response));
  throw unexpected('The address answered with something that is no stream.', response);
};

/** What the server says last, when it ends a stream. */
const refusedBy = (text: string, answer: StreamAnswer): Fault => {
  const { message, data } = JSON.parse(text) as { message?: unknown; data?: unknown };
  const about = { status: null, message: String(message), headers: answer.headers };
  const refusal = refusalIn(data, about);
  if (refusal) return new Fault({ kind: 'refusal', refusal });
  return unexpected('The stream ended with something that cannot be read.', answer);
};

const silenceOf = (text: string): number | undefined => {
  const { reconnectAfterInactivityMs: silenceMs } = JSON.parse(text) as {
    reconnectAfterInactivityMs?: unknown;
  };
  return typeof silenceMs === 'number' && silenceMs > 0 ? silenceMs : undefined;
};
