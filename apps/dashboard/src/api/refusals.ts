import { StockflowError } from '@stockflow/sdk';

/** A refused call, as the page speaks of it. */
export interface ProblemWords {
  title: string;
  message: string;
  requestId: string | null;
  /** True when it never reached the server, or no answer came back. */
  isNetwork: boolean;
  /** True when the person can do nothing but quote the id. */
  quoteId: boolean;
}

const OFFLINE = {
  title: 'No connection to StockFlow',
  message: 'The server did not answer. Check your connection and try again.',
};
const BROKEN = { title: 'Something went wrong', message: 'The page met an unexpected problem.' };

const TITLES: Record<string, string> = {
  FORBIDDEN: 'You may not see this',
  NOT_FOUND: 'Not found',
  RATE_LIMITED: 'Too many tries',
  UNAVAILABLE: 'StockFlow is not available just now',
  INTERNAL: 'Something went wrong on our side',
};

/** What happened, in words. */
export const describeProblem = (error: unknown): ProblemWords => {
  if (!(error instanceof StockflowError)) return { ...BROKEN, requestId: null, isNetwork: false, quoteId: false };
  if (isNetworkProblem(error)) return { ...OFFLINE, requestId: null, isNetwork: true, quoteId: false };
  return {
    title: TITLES[error.code] ?? 'That did not work',
    message: messageOf(error),
    requestId: error.requestId ?? null,
    isNetwork: false,
    quoteId: error.code === 'INTERNAL' || error.code === 'UNAVAILABLE',
  };
};
