import { isRefusal, StockflowError, type StockflowRefusal } from '@stockflow/sdk';

/** A call that failed, as the page speaks of it. */
export interface ProblemWords {
  title: string;
  message: string;
  /** The id under which the server logged it; null when no answer came. */
  requestId: string | null;
  /** True when no answer came. */
  isNetwork: boolean;
  /** True when the person can do nothing but quote the id. */
  quoteId: boolean;
}

const TITLES: Record<string, string> = {
  FORBIDDEN: 'Your role may not see this',
  NOT_FOUND: 'Not found',
  RATE_LIMITED: 'Too many tries',
  UNAVAILABLE: 'StockFlow is not available just now',
  INTERNAL: 'Something went wrong on our side',
};
const NETWORK_CODES = ['CONNECTION_FAILED', 'TIMED_OUT'];
const QUOTED_CODES = ['INTERNAL', 'UNAVAILABLE', 'UNEXPECTED_ANSWER'];

/** What happened, in words. */
export const describeProblem = (error: unknown): ProblemWords => {
  if (!(error instanceof StockflowError)) {
    const message = 'The page met a problem that it does not know. Loading it anew may help.';
    return { title: 'Something went wrong', message, requestId: null, isNetwork: false, quoteId: false };
  }
  if (NETWORK_CODES.includes(error.code)) {
    const message = 'The server did not answer. Check your connection and try again.';
    return { title: 'No connection to StockFlow', message, requestId: null, isNetwork: true, quoteId: false };
  }
  return {
    title: TITLES[error.code] ?? 'That did not work',
    message: messageOf(error),
    requestId: error.requestId,
    isNetwork: false,
    quoteId: QUOTED_CODES.includes(error.code),
  };
};

const messageOf = (error: StockflowError): string => {
  if (error.code === 'RATE_LIMITED' && error.retryAfterMs !== null) {
    const seconds = Math.max(1, Math.ceil(error.retryAfterMs / 1000));
    const wait = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
    return `Too many tries. Try again in ${wait}.`;
  }
  return error.message;
};

/** The refusal, if it is one that this page knows: its code narrows its details. */
export const refusalOf = (error: unknown): StockflowRefusal | null => (isRefusal(error) ? error : null);

/** True when the server no longer knows who calls. */
export const isSessionEnded = (error: unknown): boolean => {
  const code = refusalOf(error)?.code;
  return code === 'AUTH_REQUIRED' || code === 'INVALID_CREDENTIALS';
};

const TAKEN = {
  SKU_TAKEN: { field: 'sku', words: 'Another product has this SKU.' },
  NAME_TAKEN: { field: 'name', words: 'This name is taken.' },
  EMAIL_TAKEN: { field: 'email', words: 'This e-mail address is already in use.' },
} as const;

/** What is wrong with each field, by its path. `fieldOf` says where a taken name stands if not at its usual field. */
export const fieldProblems = (
  error: unknown,
  fieldOf: Record<string, string> = {},
): Record<string, string> => {
  const refusal = refusalOf(error);
  switch (refusal?.code) {
    case 'VALIDATION_FAILED':
      return byPath(refusal.details.fields);
    case 'INVALID_REFERENCE':
      return byPath(refusal.details.references);
    case 'SKU_TAKEN':
    case 'NAME_TAKEN':
    case 'EMAIL_TAKEN': {
      const { field, words } = TAKEN[refusal.code];
      return { [fieldOf[refusal.code] ?? field]: words };
    }
    default:
      return {};
  }
};

// The first problem of a field is the one to solve first.
const byPath = (problems: readonly { path: string; message: string }[]): Record<string, string> => {
  const found: Record<string, string> = {};
  for (const { path, message } of problems) found[path] ??= message;
  return found;
};
