// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.

/** Oldest first. Go on with `after: lastSequence`, also when `items` is empty. */
export interface EventPage {
  items: StockflowEvent[];
  /** Where this answer ended: everything up to here was looked at. */
  lastSequence: number;
  /** True when there is more right now. */
  hasMore: boolean;
}

export interface ListEventsInput {
  /** Events after this sequence; default 0, from the first. */
  after?: number | undefined;
  /** Only these types; the sequence then has gaps in the answer. */
  types?: string[] | undefined;
  /** Items in one page: 1 to 250; default 50. */
  limit?: number | undefined;
}

/** Something that happened, written in the transaction that did it. */
export interface StockflowEvent {
  /** 1, 2, 3 … in the company, without a gap, in the order in which events became visible. */
  sequence: number;
  id: string;
  type: string;
  occurredAt: string;
  /** What it was about, by its type; see docs/events.md. */
  data: Record<string, unknown>;
}
