import { StockflowAbortError, type StockflowError, StockflowTimeoutError, traced } from '../errors/base.ts';
import type { AbortSignalLike } from '../options.ts';
import { type FailedCall, unanswered } from './failure.ts';

/** The time that one call has, retries and waits included, and the ways in which it ends early. */
export class Budget {
  readonly #abort = new AbortController();
  readonly #endsAt: number;
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #callerSignal: AbortSignalLike | undefined;
  readonly #about: () => FailedCall;
  readonly #ended: Promise<never>;
  #end!: (error: StockflowError) => void;

  constructor(timeoutMs: number, callerSignal: AbortSignalLike | undefined, about: () => FailedCall) {
    this.#about = about;
    this.#callerSignal = callerSignal;
    this.#endsAt = performance.now() + timeoutMs;
    this.#ended = new Promise((_resolve, reject) => {
      this.#end = (error) => {
        reject(error);
        this.#abort.abort(error);
      };
    });
    // Between two races nobody listens; the next race hears of it.
    this.#ended.catch(() => undefined);
    this.#timer = setTimeout(() => this.#end(this.#timedOut(timeoutMs)), timeoutMs);
    callerSignal?.addEventListener('abort', this.#onAbort);
    if (callerSignal?.aborted) this.#onAbort();
  }

  /** Ends the requests of this call. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get leftMs(): number {
    return this.#endsAt - performance.now();
  }

  /** The work's outcome, or the reason why the call ended before it: whichever is first. */
  race<T>(work: Promise<T>): Promise<T> {
    return Promise.race([this.#ended, work]);
  }

  /** Waits, unless the call ends before. */
  async wait(delayMs: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const waited = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, delayMs);
    });
    try {
      await this.race(waited);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Lets go of the timer and of the caller's signal. */
  close(): void {
    clearTimeout(this.#timer);
    this.#callerSignal?.removeEventListener('abort', this.#onAbort);
  }

  readonly #onAbort = (): void => {
    const message = 'The call was ended by its signal.';
    const cause = this.#callerSignal?.reason;
    this.#end(
      traced(new StockflowAbortError({ ...unanswered(this.#about()), code: 'ABORTED', message, cause })),
    );
  };

  #timedOut(timeoutMs: number): StockflowTimeoutError {
    const message = `No answer within ${timeoutMs} ms.`;
    return traced(new StockflowTimeoutError({ ...unanswered(this.#about()), code: 'TIMED_OUT', message }));
  }
}
