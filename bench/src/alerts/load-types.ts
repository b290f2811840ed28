/** Which levels a load sells from; each kind has products of its own. */
export type Kind =
  /** Nobody watches them: no threshold counts. */
  | 'unwatched'
  /** Watched, and never near their threshold. */
  | 'plenty'
  /** Under their threshold from the start: the alert is open and stays so. */
  | 'low'
  /** One unit over their threshold: the first sale opens the alert. */
  | 'brink';

/** What a load is started with. */
export interface LoadConfig {
  readonly url: string;
  readonly apiKey: string;
  readonly warehouseId: string;
  readonly productIds: Readonly<Record<Kind, readonly string[]>>;
}

/** A run; or, after it, that what was sold at the brink comes back, so that the next sale there turns the alert again. */
export type LoadAsked = Selling | { readonly restock: true };

/** One run: completed sales of one line from levels of a kind. */
export interface Selling {
  readonly kind: Kind;
  readonly callers: number;
  readonly ms: number;
  /** Of so many sales one is from the brink, and turns an alert; none when left out. */
  readonly turnsOneOf?: number;
}

/** What a run came to. */
export interface LoadAnswer {
  readonly calls: number;
  /** Alerts that it opened. */
  readonly turns: number;
  readonly elapsedMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Who listens is asked for so many streams, or for none. */
export interface ListenAsked {
  readonly streams: number;
}

/** How many streams are open, and how many messages came since the last question. */
export interface ListenAnswer {
  readonly streams: number;
  readonly messages: number;
}

/** Where listeners go. */
export interface ListenConfig {
  readonly url: string;
  readonly apiKey: string;
}
