/** Where the load goes. */
export interface LoadConfig {
  readonly url: string;
  readonly apiKey: string;
  readonly databaseUrl: string;
  readonly companyId: string;
  readonly warehouseId: string;
  readonly productIds: readonly string[];
}

/** One run of a scenario. */
export interface LoadAsked {
  readonly scenario: Scenario;
  readonly callers: number;
  readonly ms: number;
}

/** What a run came to. */
export interface LoadAnswer {
  readonly calls: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export type Scenario = 'empty' | 'reserve-spread' | 'reserve-hot' | 'bulk' | 'floor-spread' | 'floor-bulk';

export const BULK_LINES = 500;
