/** What the load is started with. */
export interface LoadConfig {
  /** Past every wall: for the statement that HTTP is held against. */
  readonly databaseUrl: string;
  readonly companyId: string;
  readonly productId: string;
  readonly connections: number;
}

/** One run: GETs of an address, each of which must be answered with this status; or the statement. */
export type LoadAsked =
  | {
      readonly kind: 'http';
      readonly url: string;
      readonly headers: Record<string, string>;
      readonly status: number;
      readonly ms: number;
    }
  | { readonly kind: 'pg'; readonly ms: number };

/** What a run came to. */
export interface LoadAnswer {
  readonly calls: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Where the server is, and what it has used of the processor when asked later. */
export interface Served {
  readonly url: string;
  readonly bareUrl: string;
  readonly cpuMicros: number;
}
