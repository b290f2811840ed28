/**
 * The database cannot do its part right now: unreachable, connection lost, too many callers, a statement or a
 * lock that took too long. Nothing is wrong with the request; it is safe to send again with its idempotency key.
 */
export class DatabaseUnavailableError extends Error {
  override readonly name = 'DatabaseUnavailableError';
  /** True when the connection went while COMMIT was under way: the write may have been kept. */
  readonly isOutcomeUnknown: boolean;

  constructor(message: string, options: { cause?: unknown; isOutcomeUnknown?: boolean } = {}) {
    super(message, { cause: options.cause });
    this.isOutcomeUnknown = options.isOutcomeUnknown ?? false;
  }
}

/** A bug in the caller: a transaction used after its end, left with queries under way, or with an error swallowed. */
export class TransactionMisuseError extends Error {
  override readonly name = 'TransactionMisuseError';
}

const RETRYABLE = new Set(['40001', '40P01']);

const UNAVAILABLE_STATES = new Set([
  '57014', // statement timeout
  '55P03', // lock timeout
  '25P03', // idle in transaction for too long
  '25P04', // transaction timeout
]);
// Classes: connection exception, insufficient resources (too many connections, disk full), operator intervention.
const UNAVAILABLE_CLASSES = new Set(['08', '53']);
const UNAVAILABLE_OPERATOR = /^57P0[1-5]$/;

const SOCKET_CODES = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT', // a Unix socket that is not there
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

// pg says these in words only.
const LOST_WORDS =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout|timeout exceeded when trying to connect|timeout expired)/;

// Prisma's own codes for a database that is not there, where it says no more.
const PRISMA_UNAVAILABLE = new Set(['P1001', 'P1002', 'P1008', 'P1011', 'P1017', 'P2024', 'P2037']);

/** What pg tells of an error of the database. */
interface PostgresFacts {
  state: string;
  constraint: string | undefined;
  table: string | undefined;
}

/**
 * PostgreSQL's error behind whatever was thrown: pg's error itself, or what Prisma made of it (P2002, P2003, P2010,
 * P2034 … in words of its own; the adapter keeps pg's error beside them). `null` when there is none.
 */
export function postgresErrorOf(error: unknown): PostgresFacts | null {
  for (const layer of layersOf(error)) {
    const { code, severity, constraint, table } = layer as Record<string, unknown>;
    if (typeof code === 'string' && typeof severity === 'string' && code.length === 5) {
      return { state: code, constraint: textOr(constraint), table: textOr(table) };
    }
  }
  return null;
}

/** The error and what it wraps: `cause`, and the two places where Prisma keeps the driver's error. */
function* layersOf(error: unknown): Generator<object> {
  let next: unknown = error;
  for (let depth = 0; depth < 8 && typeof next === 'object' && next !== null; depth += 1) {
    yield next;
    const layer = next as {
      pgError?: unknown;
      cause?: unknown;
      meta?: { driverAdapterError?: unknown };
    };
    next = layer.pgError ?? layer.meta?.driverAdapterError ?? layer.cause;
  }
}

const textOr = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** A deadlock or a serialization failure: the same work may go through when it is run again. */
export function isRetryable(error: unknown): boolean {
  const facts = postgresErrorOf(error);
  return facts !== null && RETRYABLE.has(facts.state);
}

export function isUnavailable(error: unknown): boolean {
  const state = postgresErrorOf(error)?.state;
  if (state !== undefined) {
    return (
      UNAVAILABLE_STATES.has(state) ||
      UNAVAILABLE_CLASSES.has(state.slice(0, 2)) ||
      UNAVAILABLE_OPERATOR.test(state)
    );
  }
  for (const layer of layersOf(error)) {
    const { code, message, syscall, name } = layer as Record<string, unknown>;
    if (typeof code === 'string' && typeof syscall === 'string' && SOCKET_CODES.has(code)) return true;
    if (typeof code === 'string' && PRISMA_UNAVAILABLE.has(code)) return true;
    // Several addresses of one host name failed, each in its own way.
    if (name === 'AggregateError' && SOCKET_CODES.has(String(code))) return true;
    if (typeof message === 'string' && LOST_WORDS.test(message)) return true;
  }
  return false;
}

/** Which constraint refused a row. */
export interface Violation {
  /** The constraint's or unique index's name in the database. */
  constraint: string;
  table: string | null;
}

/** The unique constraint or index that refused a row, or `null` when that is not what happened. */
export const uniqueViolation = (error: unknown) => violationOf(error, '23505');

/** The foreign key that refused a row, or `null`. */
export const foreignKeyViolation = (error: unknown) => violationOf(error, '23503');

/** The CHECK that refused a row, or `null`. */
export const checkViolation = (error: unknown) => violationOf(error, '23514');

function violationOf(error: unknown, state: string): Violation | null {
  const facts = postgresErrorOf(error);
  if (facts?.state !== state || facts.constraint === undefined) return null;
  return { constraint: facts.constraint, table: facts.table ?? null };
}

/** The error in the words of this room: what the caller can do nothing about becomes DatabaseUnavailableError. */
export function translated(error: unknown): unknown {
  if (error instanceof DatabaseUnavailableError) return error;
  if (isRetryable(error)) {
    return new DatabaseUnavailableError('Other writes kept getting in the way; try again.', { cause: error });
  }
  if (!isUnavailable(error)) return error;
  return new DatabaseUnavailableError(unavailableMessage(error), { cause: error });
}

function unavailableMessage(error: unknown): string {
  const state = postgresErrorOf(error)?.state;
  if (state === '57014') return 'A statement took longer than the database allows.';
  if (state === '55P03') return 'A lock was held by another transaction for too long.';
  if (state === '25P03' || state === '25P04') return 'A transaction was open for too long.';
  if (state?.startsWith('53')) return 'The database has no resources left for this request.';
  return 'The database cannot be reached.';
}

/** COMMIT was sent and never answered: what it should keep may have been kept. */
export function lostAtCommit(cause: unknown): unknown {
  const error = translated(cause);
  if (!(error instanceof DatabaseUnavailableError)) return cause;
  return new DatabaseUnavailableError(
    'The connection was lost while the write was being kept; send it again.',
    {
      cause,
      isOutcomeUnknown: true,
    },
  );
}
