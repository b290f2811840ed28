import type { StockflowError } from './errors/base.ts';
import type { StockflowHooks } from './hooks.ts';
import { newId } from './ids.ts';

/** `fetch` as this runtime types it; or a function of the same form. */
export type Fetch = typeof globalThis extends { fetch: (...args: infer Args) => infer Answer }
  ? (...args: Args) => Answer
  : (url: string, init?: object) => Promise<object>;

/** What ends a call from outside: any `AbortSignal`. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** How one call is made; every method takes it last. */
export interface CallOptions {
  /** Ends the call with a `StockflowAbortError`. */
  signal?: AbortSignalLike | undefined;
  /** The most that the call may take in milliseconds, retries and waits included; default the client's. */
  timeoutMs?: number | undefined;
}

/** How something is followed live. */
export interface LiveOptions {
  /** Ends it with a `StockflowAbortError`. Leaving the loop ends it too, without an error. */
  signal?: AbortSignalLike | undefined;
  /**
   * For how many milliseconds it tries to come back after a cut before it gives up with the error of the last try; default
   * 300,000 (five minutes), `Infinity` for ever. The first connection has the client's `timeoutMs`.
   */
  reconnectMs?: number | undefined;
  /**
   * Told how it stands, before the events that follow: for a light that says whether what one sees is what is. What it throws
   * ends the loop.
   * @example
   * const onStatus = ({ status }: LiveStatus) => console.log(status)
   * for await (const event of stockflow.alerts.onChange({}, { onStatus })) console.log(event.type)
   */
  onStatus?: ((status: LiveStatus) => void) | undefined;
}

/** How it stands with something that is followed live. */
export interface LiveStatus {
  /**
   * `connecting` until it is `live` for the first time; `live` when everything behind `lastEventId` is told; `reconnecting`
   * after a cut, until it is `live` again. The end is the loop's.
   */
  status: 'connecting' | 'live' | 'reconnecting';
  /** Behind which event it goes on; null before the server has said it. */
  lastEventId: string | null;
  /** Why the last try to connect failed, or what cut it; null while none has failed, and when it is live. */
  error: StockflowError | null;
}

/** How a client is made. Everything has a default. */
export interface StockflowOptions {
  /** An API key. Default: the environment's STOCKFLOW_API_KEY, where there is an environment. */
  apiKey?: string | undefined;
  /** A person's session: the `sessionToken` that `auth.signIn` answered; instead of an API key. */
  session?: string | undefined;
  /** Where StockFlow is, such as "https://stock.example.com". Default: STOCKFLOW_URL, else the page's origin. */
  baseUrl?: string | undefined;
  /** The most that a call may take in milliseconds, retries and waits included. Default 30,000. */
  timeoutMs?: number | undefined;
  /**
   * How often a read, or a write with an idempotency key, is sent again after a broken connection, 429,
   * 502, 503 or 504. Default 2; 0 to 10.
   */
  retriesMax?: number | undefined;
  /** The `fetch` to send with. Default: the runtime's. */
  fetch?: Fetch | undefined;
  /** Makes the idempotency keys of writes that come without one. Default: UUIDv7. */
  idempotencyKey?: (() => string) | undefined;
  /** False: each read is a request of its own. Default true: reads of one tick share a request, 20 at most. */
  batch?: boolean | undefined;
  /** Watches requests and retries, adds headers. */
  hooks?: StockflowHooks | undefined;
  /**
   * Looks at every answer and every live event before you get it, and throws when it is not as it should be: the call then
   * ends with an `UnexpectedAnswerError` whose `cause` it is. Default: answers are taken as they are.
   * @example
   * import { validateAnswer } from '@stockflow/schemas'
   * const careful = createStockflow({ validate: validateAnswer })
   */
  validate?: ((procedure: string, answer: unknown) => void) | undefined;
  /**
   * OpenTelemetry's API: each call then carries the trace of the place that made it (`traceparent`, `tracestate`). Leave it
   * out where your `fetch` is instrumented already, as by Node's UndiciInstrumentation: two traces are none.
   * @example
   * import * as openTelemetry from '@opentelemetry/api'
   * const traced = createStockflow({ openTelemetry })
   */
  openTelemetry?: OpenTelemetryApi | undefined;
}

/** As much of `@opentelemetry/api` as is used. */
export interface OpenTelemetryApi {
  context: { active(): unknown };
  propagation: { inject(context: never, carrier: Record<string, string>): void };
}

/** Options, checked, with their defaults filled in. */
export interface Settings {
  credential: string | null;
  baseUrl: string;
  timeoutMs: number;
  retriesMax: number;
  fetch: Fetch;
  idempotencyKey: () => string;
  batch: boolean;
  hooks: StockflowHooks;
  validate: ((procedure: string, answer: unknown) => void) | undefined;
  openTelemetry: OpenTelemetryApi | undefined;
  inPage: boolean;
  /** The page that explains errors. */
  docsUrl: string;
}

/** What surrounds the SDK, as far as the runtime has it. */
export interface Surroundings {
  process?: { env?: Record<string, string | undefined> };
  location?: { origin?: string };
}

const KNOWN: Record<keyof StockflowOptions, true> = {
  apiKey: true,
  session: true,
  baseUrl: true,
  timeoutMs: true,
  retriesMax: true,
  fetch: true,
  idempotencyKey: true,
  batch: true,
  hooks: true,
  validate: true,
  openTelemetry: true,
};

const TIMEOUT_MS_DEFAULT = 30_000;
/** The longest that a timer can wait: over it, runtimes fire at once. */
const TIMEOUT_MS_MAX = 2_147_483_647;
const RETRIES_DEFAULT = 2;
const RETRIES_MAX = 10;

/** Checks the options and fills in what the surroundings know. Throws a TypeError that says what is wrong. */
export const settingsOf = (options: StockflowOptions = {}, around: Surroundings = globalThis): Settings => {
  if (options === null || typeof options !== 'object')
    throw new TypeError('createStockflow takes an object of options.');
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(KNOWN, name))
      throw new TypeError(`There is no option "${name}". There are: ${Object.keys(KNOWN).join(', ')}.`);
  }
  for (const name of ['fetch', 'idempotencyKey', 'validate'] as const) {
    if (options[name] !== undefined && typeof options[name] !== 'function')
      throw new TypeError(`${name} is a function.`);
  }
  if (options.batch !== undefined && typeof options.batch !== 'boolean')
    throw new TypeError('batch is true or false.');
  const { hooks = {}, openTelemetry } = options;
  checkHooks(hooks);
  if (openTelemetry !== undefined && typeof openTelemetry.propagation?.inject !== 'function')
    throw new TypeError('openTelemetry is all of @opentelemetry/api.');
  const retriesMax = options.retriesMax ?? RETRIES_DEFAULT;
  if (!Number.isInteger(retriesMax) || retriesMax < 0 || retriesMax > RETRIES_MAX) {
    throw new TypeError(`retriesMax is a whole number from 0 to ${RETRIES_MAX}.`);
  }
  const baseUrl = baseUrlOf(options, around);
  return {
    credential: credentialOf(options, around),
    baseUrl,
    docsUrl: `${baseUrl}/docs/errors`,
    timeoutMs: checkedTimeout(options.timeoutMs ?? TIMEOUT_MS_DEFAULT),
    retriesMax,
    // Looked up at each call: tools that observe or replace the global fetch may come later than the client.
    fetch: options.fetch ?? ((...request) => globalThis.fetch(...request)),
    idempotencyKey: options.idempotencyKey ?? newId,
    batch: options.batch ?? true,
    hooks,
    validate: options.validate,
    openTelemetry,
    inPage: around.location !== undefined,
  };
};

const HOOKS: Record<keyof StockflowHooks, true> = {
  onRequest: true,
  onResponse: true,
  onRetry: true,
  onDeprecation: true,
};

// A hook with a typing error would never be heard of.
const checkHooks = (hooks: StockflowHooks): void => {
  if (hooks === null || typeof hooks !== 'object') throw new TypeError('hooks is an object of functions.');
  for (const [name, hook] of Object.entries(hooks)) {
    if (!Object.hasOwn(HOOKS, name))
      throw new TypeError(`There is no hook "${name}". There are: ${Object.keys(HOOKS).join(', ')}.`);
    if (hook !== undefined && typeof hook !== 'function') throw new TypeError(`${name} is a function.`);
  }
};

/** The timeout, if a timer can wait that long. */
export const checkedTimeout = (timeoutMs: number): number => {
  if (Number.isFinite(timeoutMs) && timeoutMs > 0 && timeoutMs <= TIMEOUT_MS_MAX) return timeoutMs;
  throw new TypeError(`timeoutMs is a number of milliseconds from 1 to ${TIMEOUT_MS_MAX}.`);
};

const credentialOf = ({ apiKey, session }: StockflowOptions, around: Surroundings): string | null => {
  if (apiKey !== undefined && session !== undefined) throw new TypeError('Give apiKey or session, not both.');
  if (apiKey !== undefined) return checkedCredential('apiKey', apiKey);
  if (session !== undefined) return checkedCredential('session', session);
  const key = environment('STOCKFLOW_API_KEY', around);
  return key === undefined ? null : checkedCredential('STOCKFLOW_API_KEY', key);
};

// The words never quote the value: it is a secret, and errors end in logs.
const checkedCredential = (name: string, value: string): string => {
  if (typeof value === 'string' && /^[\x21-\x7e]{1,512}$/.test(value)) return value;
  throw new TypeError(
    `${name} is empty, has a space in it, or is no string: give the credential exactly as it was shown.`,
  );
};

const baseUrlOf = (options: StockflowOptions, around: Surroundings): string => {
  const given = options.baseUrl ?? environment('STOCKFLOW_URL', around) ?? originOf(around);
  if (given === undefined) {
    throw new TypeError('Say where StockFlow is: the option baseUrl, or STOCKFLOW_URL in the environment.');
  }
  const url = typeof given === 'string' && URL.canParse(given) ? new URL(given) : null;
  if (
    url === null ||
    !/^https?:$/.test(url.protocol) ||
    url.search ||
    url.hash ||
    url.username ||
    url.password
  ) {
    throw new TypeError(
      `baseUrl is an http or https address without a query, such as "https://stock.example.com".`,
    );
  }
  return (url.origin + url.pathname).replace(/\/+$/, '');
};

/** A page's origin; a page from a file has none ("null"). */
const originOf = ({ location }: Surroundings): string | undefined =>
  location?.origin === 'null' ? undefined : location?.origin;

const environment = (name: string, { process }: Surroundings): string | undefined =>
  process?.env?.[name] || undefined;
