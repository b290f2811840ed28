import type { ErrorCode, ErrorDetails } from './contract/index.ts';

/** What `details` holds for a code; null for codes without details. */
export type DetailsOf<Code extends ErrorCode> = Code extends keyof ErrorDetails ? ErrorDetails[Code] : null;
