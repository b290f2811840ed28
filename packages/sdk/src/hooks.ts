import type { StockflowError } from './errors/base.ts';

/** A call, as hooks see it: never its input or answer, and never the credential. */
export interface HookCall {
  /** Such as `products.create`. */
  readonly procedure: string;
  /** 1 when it is sent for the first time, 2 for its first retry. */
  readonly attempt: number;
  /** The key of a write that carries one; the same for each of its attempts. */
  readonly idempotencyKey: string | null;
}

/** A request that is about to be sent. */
export interface RequestInfo {
  /** Goes as the `Request-Id` header and stands in the server's log. */
  readonly requestId: string;
  /** The calls that it carries: one, or the reads of a batch. */
  readonly calls: readonly HookCall[];
  /** Headers to send besides the SDK's own, which stay as they are: put yours in here. */
  readonly headers: Record<string, string>;
}

/** A request that is over. */
export interface ResponseInfo {
  readonly requestId: string;
  /** Its calls, each with how it ended: `error` is null for an answer. */
  readonly calls: readonly (HookCall & { readonly error: StockflowError | null })[];
  /** The HTTP status; null when no answer came. */
  readonly status: number | null;
  /** From sending to the end of the answer; of a stream to its beginning. */
  readonly durationMs: number;
}

/** A call that is about to wait, and to be sent again. */
export interface RetryInfo extends HookCall {
  /** Of the request that failed; null when none was sent. */
  readonly requestId: string | null;
  /** Why it failed. `attempt` is the one that did. */
  readonly error: StockflowError;
  /** How long it waits before the next attempt. */
  readonly delayMs: number;
}

/** A procedure that the server says will go. */
export interface DeprecationInfo {
  /** Such as `products.create`. */
  readonly procedure: string;
  /** Since when it should not be used any more, as an ISO 8601 instant; null when the server does not say. */
  readonly since: string | null;
  /** From when it may be gone, as an ISO 8601 instant; null when the server does not say. */
  readonly sunset: string | null;
  /** Where the server explains what to use instead; null when it does not say. */
  readonly link: string | null;
}

/**
 * What may watch requests: for logs, metrics and headers of your own. A hook that throws is reported with `console.error`
 * and changes nothing: the call goes on.
 * @example
 * const watched = createStockflow({
 *   baseUrl: 'https://stock.example.com',
 *   hooks: {
 *     onRequest: ({ headers }) => { headers['x-shop'] = 'berlin' },
 *     onResponse: ({ calls, status, durationMs }) => console.log(calls[0]?.procedure, status, durationMs),
 *     onRetry: ({ procedure, attempt, delayMs, error }) => console.log(procedure, attempt, delayMs, error.code),
 *   },
 * })
 */
export interface StockflowHooks {
  /** Before each request, also before one that is sent again. What it promises is waited for, within the call's `timeoutMs`. */
  onRequest?(request: RequestInfo): void | Promise<void>;
  /** After each request, with or without an answer. Not waited for. */
  onResponse?(response: ResponseInfo): void | Promise<void>;
  /** Before each wait for a retry, and before a live stream comes back after a cut. Not waited for. */
  onRetry?(retry: RetryInfo): void | Promise<void>;
  /** Once for each deprecated procedure that you call, instead of the warning that is printed otherwise. Not waited for. */
  onDeprecation?(deprecation: DeprecationInfo): void | Promise<void>;
}

/**
 * Tells a hook. A failing one must not fail a call that may have moved stock, and must not be silent either; thrown from a
 * timer it would end a Node program.
 */
export const tell = <Name extends keyof StockflowHooks>(
  hooks: StockflowHooks,
  name: Name,
  info: Parameters<NonNullable<StockflowHooks[Name]>>[0],
): Promise<void> | undefined => {
  const failed = (thrown: unknown): void => {
    // biome-ignore lint/suspicious/noConsole: the hook is the customer's own, and so is the place to hear of it.
    console.error(`The StockFlow hook ${name} failed:`, thrown);
  };
  try {
    return (hooks[name] as ((told: typeof info) => void | Promise<void>) | undefined)
      ?.call(hooks, info)
      ?.then(undefined, failed);
  } catch (thrown) {
    failed(thrown);
    return undefined;
  }
};
