import type { AlertEventRow } from '@stockflow/db';
import type { StockflowEvent } from '@stockflow/schemas';

/** Events that are read in one go. */
export const PAGE = 250;

/** The outbox of one company, as a feed reads it. */
export interface Outbox {
  /** Gives numbers to whatever waits for one. */
  number(): Promise<void>;
  /** Numbered events after a number, the oldest first, and the highest number that is given. */
  read(page: { after: number; limit: number }): Promise<AlertEventRow>;
}

/** A part of the outbox: every event about alerts up to `upTo` that comes after where it was asked to begin. */
export interface Stretch {
  readonly events: readonly StockflowEvent[];
  readonly upTo: number;
}

/** Reads a page of the outbox; says up to where it has looked, past events about other things. */
export const stretchAfter = async (outbox: Outbox, after: number): Promise<Stretch> => {
  const { events, highest } = await outbox.read({ after, limit: PAGE });
  const last = events.at(-1);
  const isFull = events.length === PAGE && last !== undefined;
  return { events, upTo: isFull ? last.sequence : Math.max(after, highest) };
};
