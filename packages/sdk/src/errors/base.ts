/** What an error is made of. */
export interface StockflowErrorParts<Code extends string, Details> {
  code: Code;
  message: string;
  status: number | null;
  requestId: string | null;
  details: Details;
  retryable: boolean;
  retryAfterMs: number | null;
  idempotencyKey: string | null;
  /** The page that explains errors. */
  docsUrl: string;
  cause?: unknown;
}

/**
 * Every error that a call can end with; its subclasses say which. A code that this version of the SDK
 * does not know (of a newer server) comes as this class itself.
 * @example
 * try { await stockflow.sales.complete({ saleId }) }
 * catch (error) {
 *   if (error instanceof InsufficientStockError) console.log(error.details.shortages)
 *   else if (error instanceof StockflowError) console.log(error.code, error.requestId)
 *   else throw error
 * }
 */
export class StockflowError<Code extends string = string, Details = unknown> extends Error {
  override readonly name: string = 'StockflowError';
  /** What happened, for programs: a code such as `SKU_TAKEN`. It does not change; `message` may. */
  readonly code: Code;
  /** The HTTP status; null when no answer came. */
  readonly status: number | null;
  /**
   * The request's id, as it stands in the server's log; also when no answer came, of the last request that was sent; null when
   * none was. Quote it to support.
   */
  readonly requestId: string | null;
  /** Particulars, of a form of its own for each code; null when there are none. */
  readonly details: Details;
  /**
   * True when the same call may succeed later and cannot act twice. For a write: sent with the same
   * `idempotencyKey`. The SDK has already tried again by itself when you read this.
   */
  readonly retryable: boolean;
  /** How long the server asked to wait, in milliseconds; null when it did not. */
  readonly retryAfterMs: number | null;
  /** The id that the write carried: pass it in the input to send the same write again safely. */
  readonly idempotencyKey: string | null;

  /** The page of your StockFlow that explains this code: `https://stock.example.com/docs/errors#sku_taken`. */
  readonly docs: string;

  /** @internal */
  constructor(parts: StockflowErrorParts<Code, Details>) {
    super(parts.message, parts.cause === undefined ? undefined : { cause: parts.cause });
    this.code = parts.code;
    this.status = parts.status;
    this.requestId = parts.requestId;
    this.details = parts.details;
    this.retryable = parts.retryable;
    this.retryAfterMs = parts.retryAfterMs;
    this.idempotencyKey = parts.idempotencyKey;
    this.docs = `${parts.docsUrl}#${parts.code.toLowerCase()}`;
  }
}

/**
 * The error, with a stack that begins with the name of its class: while an error is made its class has no name yet, and
 * runtimes write the stack's first line then.
 */
export const traced = <E extends Error>(error: E): E => {
  (Error as { captureStackTrace?: (on: Error, above: unknown) => void }).captureStackTrace?.(error, traced);
  return error;
};

/**
 * The server could not be reached, or the connection broke before the whole answer was here. A write may
 * have been done: send it again with the same `idempotencyKey` to be sure.
 */
export class StockflowConnectionError extends StockflowError<'CONNECTION_FAILED', null> {
  override readonly name = 'StockflowConnectionError';
}

/** No answer in `timeoutMs`. A write may have been done: send it again with the same `idempotencyKey`. */
export class StockflowTimeoutError extends StockflowError<'TIMED_OUT', null> {
  override readonly name = 'StockflowTimeoutError';
}

/** Your own `signal` ended the call; `cause` is its reason. A write may have been done. */
export class StockflowAbortError extends StockflowError<'ABORTED', null> {
  override readonly name = 'StockflowAbortError';
}

/**
 * What answered is not StockFlow, or not a StockFlow that this SDK understands: a proxy's page, a wrong
 * `baseUrl`.
 */
export class UnexpectedAnswerError extends StockflowError<'UNEXPECTED_ANSWER', null> {
  override readonly name = 'UnexpectedAnswerError';
}
