/** What an API process is started with. */
export interface ApiConfig {
  readonly databaseUrl: string;
  /** The same after each crash: callers go on with the address that they have. */
  readonly port: number;
}

/** What an API process says by itself: a line of its log. */
export interface ApiNote {
  readonly log: string;
}
