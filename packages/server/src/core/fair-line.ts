/** Calls under way in a process from which on companies wait for each other. */
const TOGETHER = 12;
/** A company has at least so many of its own, however many others there are. */
const CALLS_MIN = 2;
/** A company that has not called for so long shares with nobody. */
const QUIET_AFTER_MS = 1_000;
/** Who shares is counted so often, and not for each call. */
const COUNTED_EACH_MS = 50;

/** Credentials of which the company is known; the oldest go first. */
const KNOWN_MAX = 20_000;
/** Who has not called before: all of them are one, so that nobody gets a part by inventing credentials. */
const STRANGERS = 'strangers';

/** What is known of a company that has called lately. */
interface Party {
  underWay: number;
  seenAt: number;
}

/**
 * Keeps a company that calls as fast as it can from making others wait behind all of its calls. A company that is alone in the
 * process has no limit, and nobody waits while few calls are under way. Above that a company has its part of them at once, and
 * what is over it waits; as calls end, those who wait take turns (round robin, Nagle 1985).
 */
export class FairLine {
  readonly #parties = new Map<string, Party>();
  /** Who waits, in the order of their turns. */
  readonly #waiting = new Map<Party, (() => void)[]>();
  /** Whose credentials are, by their marks: for turns, and for nothing else. */
  readonly #companies = new Map<string, string>();
  readonly #now: () => number;
  #underWay = 0;
  #sharing = 1;
  #countedAt = Number.NEGATIVE_INFINITY;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** In whose part a call is, before it is known whether its credential is good; undefined where there is none. */
  partyOf(credentialMark: string | undefined): string | undefined {
    return credentialMark === undefined ? undefined : (this.#companies.get(credentialMark) ?? STRANGERS);
  }

  /** The credential is good, and this company's: its next call is in that part. */
  learn(credentialMark: string | undefined, companyId: string): void {
    if (credentialMark === undefined || this.#companies.get(credentialMark) === companyId) return;
    this.#companies.set(credentialMark, companyId);
    for (const oldest of this.#companies.keys()) {
      if (this.#companies.size <= KNOWN_MAX) return;
      this.#companies.delete(oldest);
    }
  }

  /** Nothing when the call may begin at once; else settles when it may. `leave` when it has ended, either way. */
  enter(partyId: string): Promise<void> | undefined {
    const now = this.#now();
    let party = this.#parties.get(partyId);
    if (party) party.seenAt = now;
    else {
      party = { underWay: 0, seenAt: now };
      this.#parties.set(partyId, party);
    }
    if (this.#mayBegin(party)) {
      this.#begin(party);
      return undefined;
    }
    const mine = party;
    return new Promise((resolve) => {
      const line = this.#waiting.get(mine);
      if (line) line.push(resolve);
      else this.#waiting.set(mine, [resolve]);
    });
  }

  /** A call has ended: those who wait take turns. */
  leave(partyId: string): void {
    const party = this.#parties.get(partyId);
    if (!party) return;
    party.underWay -= 1;
    this.#underWay -= 1;
    for (const [next, line] of this.#waiting) {
      if (!this.#mayBegin(next)) continue;
      this.#begin(next);
      line.shift()?.();
      this.#waiting.delete(next);
      if (line.length > 0) this.#waiting.set(next, line); // behind the others
    }
  }

  #begin(party: Party): void {
    party.underWay += 1;
    this.#underWay += 1;
  }

  #mayBegin(party: Party): boolean {
    if (this.#underWay < TOGETHER || party.underWay < CALLS_MIN) return true;
    const sharing = this.#countSharing();
    return sharing === 1 || party.underWay < TOGETHER / sharing;
  }

  /** How many companies have calls under way, or had some lately. */
  #countSharing(): number {
    const now = this.#now();
    if (now - this.#countedAt < COUNTED_EACH_MS) return this.#sharing;
    this.#countedAt = now;
    for (const [id, party] of this.#parties) {
      if (party.underWay === 0 && now - party.seenAt > QUIET_AFTER_MS && !this.#waiting.has(party))
        this.#parties.delete(id);
    }
    this.#sharing = Math.max(1, this.#parties.size);
    return this.#sharing;
  }
}
