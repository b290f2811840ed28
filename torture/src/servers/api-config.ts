import type { DatabaseOptions } from '@stockflow/db';

/** What an API process is started with. */
export interface ApiConfig {
  readonly database: DatabaseOptions;
  readonly port: number;
  readonly signInsPerAddress: number;
  /** Left out: what is usual. */
  readonly holdsPerCredential?: number | undefined;
}

/** What an API process says by itself: a line of its log, which is of an error. */
export interface ApiNote {
  readonly log: string;
}
