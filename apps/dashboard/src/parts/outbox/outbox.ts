import { type KeptStore, keptUnder, parseKept } from '../../app/kept.ts';

/** Why the server would not take a parcel. */
export interface ParcelRefusal {
  code: string;
  message: string;
  /** What is wrong with each field of the input, by its path. */
  fields?: Record<string, string>;
}

/** A write that was decided here and is not answered yet. Its key makes it act once, however often it is sent. */
export interface Parcel<Input extends object = object> {
  /** The idempotency key, a UUIDv7: parcels are sent in the order of their keys. */
  key: string;
  /** Which call it is. */
  kind: string;
  /** What it is about: parcels of one kind and subject replace each other while none was sent. */
  subject: string;
  input: Input;
  /** Sent once at least: the server may have it, so it is never changed again. */
  wasSent: boolean;
  /** Not sent before this instant, in milliseconds: the person may go on counting. */
  dueMs: number;
  refusal: ParcelRefusal | null;
  /** What the screen needs to show it, or to take it back. */
  draft?: unknown;
}

/** What became of a try. `wait`: no answer, or not now. `session`: sign in first. Else the server refused. */
export type Outcome = 'sent' | 'wait' | 'session' | ParcelRefusal;

export interface OutboxWorld {
  store: KeptStore;
  /** Begins the names of this person's parcels. */
  prefix: string;
  send: (parcel: Parcel) => Promise<Outcome>;
  now: () => number;
  /** Runs later; answers how to take it back. */
  later: (work: () => void, ms: number) => () => void;
}

export interface OutboxState {
  parcels: readonly Parcel[];
  isSending: boolean;
  /** The last try had no answer. */
  isWaiting: boolean;
}

const RETRY_FIRST_MS = 2_000;
const RETRY_MAX_MS = 30_000;

/**
 * Writes on their way to the server. Each stands in the browser's storage under its key before it is sent and until it
 * was answered: a broken network, a reload or an ended session loses nothing, and the key lets nothing happen twice.
 * One at a time and in order; without an answer it tries again after 2 s, then twice as long, at most 30 s.
 */
export class Outbox {
  readonly #world: OutboxWorld;
  readonly #listeners = new Set<() => void>();
  #state: OutboxState;
  #retryMs = RETRY_FIRST_MS;
  #cancelTimer = () => {};
  #isStopped = false;

  constructor(world: OutboxWorld) {
    this.#world = world;
    this.#state = { parcels: this.#load(), isSending: false, isWaiting: false };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly snapshot = (): OutboxState => this.#state;

  /** Takes a write in, in the place of one of its kind and subject that was never sent. */
  put(parcel: Omit<Parcel, 'wasSent' | 'refusal'>): void {
    const { kind, subject } = parcel;
    for (const old of this.#load()) {
      const isReplaced = old.kind === kind && old.subject === subject && !old.wasSent && old.refusal === null;
      if (isReplaced) this.#world.store.removeItem(this.#nameOf(old.key));
    }
    this.#write({ ...parcel, wasSent: false, refusal: null });
    this.#change({});
    void this.run();
  }

  /** Forgets a parcel: one that was refused, or was never sent. */
  drop(key: string): void {
    this.#world.store.removeItem(this.#nameOf(key));
    this.#change({});
  }

  /** Another tab has changed what is stored. */
  reload(): void {
    this.#change({});
  }

  /** Sends now what waits: the network is back, somebody signed in, or a person asked for it. */
  retryNow(): void {
    this.#isStopped = false;
    this.#retryMs = RETRY_FIRST_MS;
    void this.run();
  }

  /** Stops sending; what is stored stays. */
  stop(): void {
    this.#isStopped = true;
    this.#cancelTimer();
  }

  /** Sends everything that is due. */
  async run(): Promise<void> {
    if (this.#state.isSending || this.#isStopped) return;
    this.#cancelTimer();
    this.#change({ isSending: true });
    let outcome: Outcome | null = null;
    try {
      for (;;) {
        const parcel = this.#next();
        if (parcel === undefined) break;
        this.#write({ ...parcel, wasSent: true });
        outcome = await this.#world.send(parcel);
        if (outcome === 'wait' || outcome === 'session') break;
        if (outcome === 'sent') this.#world.store.removeItem(this.#nameOf(parcel.key));
        else this.#write({ ...parcel, wasSent: true, refusal: outcome });
        this.#change({ isWaiting: false });
      }
    } finally {
      const hasFailed = outcome === 'wait' || outcome === 'session';
      this.#change({ isSending: false, isWaiting: hasFailed });
      this.#plan(outcome);
    }
  }

  #plan(outcome: Outcome | null): void {
    if (outcome === 'session' || this.#isStopped) return;
    if (outcome === 'wait') {
      this.#cancelTimer = this.#world.later(() => void this.run(), this.#retryMs);
      this.#retryMs = Math.min(RETRY_MAX_MS, this.#retryMs * 2);
      return;
    }
    this.#retryMs = RETRY_FIRST_MS;
    const dues = this.#state.parcels.filter(({ refusal }) => refusal === null).map(({ dueMs }) => dueMs);
    if (dues.length === 0) return;
    const waitMs = Math.max(0, Math.min(...dues) - this.#world.now());
    this.#cancelTimer = this.#world.later(() => void this.run(), waitMs);
  }

  /** The first that is due; a later one of a subject never overtakes an earlier one. */
  #next(): Parcel | undefined {
    const waiting = new Set<string>();
    return this.#load().find(({ kind, subject, refusal, dueMs }) => {
      const about = `${kind} ${subject}`;
      const goes = refusal === null && dueMs <= this.#world.now() && !waiting.has(about);
      if (!goes && refusal === null) waiting.add(about);
      return goes;
    });
  }

  #nameOf = (key: string): string => `${this.#world.prefix}${key}`;
  #write = (parcel: Parcel): void =>
    this.#world.store.setItem(this.#nameOf(parcel.key), JSON.stringify(parcel));

  #load(): Parcel[] {
    return keptUnder(this.#world.store, this.#world.prefix).flatMap(([, text]) => {
      const parcel = parseKept(text);
      return isParcel(parcel) ? [parcel] : [];
    });
  }

  #change(changes: Partial<OutboxState>): void {
    this.#state = { ...this.#state, ...changes, parcels: this.#load() };
    for (const listener of this.#listeners) listener();
  }
}

const isParcel = (raw: unknown): raw is Parcel => {
  if (typeof raw !== 'object' || raw === null) return false;
  const { key, kind, subject, input, dueMs } = raw as Record<string, unknown>;
  const isText = [key, kind, subject].every((value) => typeof value === 'string');
  return isText && typeof input === 'object' && input !== null && typeof dueMs === 'number';
};
