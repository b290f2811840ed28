/** A timer can wait no longer: over it, it would fire at once. */
const TIMER_MAX_MS = 2_147_483_647;

/** Somebody's leave to go on: asked when there is a reason to, and when it is about to end by itself. */
export interface Leave {
  /** Answers until when it lasts (null: for good); throws the refusal when it has ended. */
  ask(): Promise<Date | null>;
  now(): Date;
}

/**
 * Watches a leave without polling: looks again when told to, and when it should end by itself. (That may have been moved
 * on meanwhile: then it watches for the new end.) Once it has ended, or cannot be asked, `ended` gets the reason.
 */
export class Watch {
  readonly #leave: Leave;
  readonly #ended: (reason: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(leave: Leave, endsAt: Date | null, ended: (reason: unknown) => void) {
    this.#leave = leave;
    this.#ended = ended;
    this.#arm(endsAt);
  }

  /** Asks again. */
  async look(): Promise<void> {
    try {
      const endsAt = await this.#leave.ask();
      if (!this.#isStopped) this.#arm(endsAt);
    } catch (reason) {
      if (!this.#isStopped) this.#ended(reason);
    }
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #arm(endsAt: Date | null): void {
    clearTimeout(this.#timer);
    if (endsAt === null) return;
    const leftMs = endsAt.getTime() - this.#leave.now().getTime();
    this.#timer = setTimeout(() => void this.look(), Math.min(Math.max(leftMs, 1), TIMER_MAX_MS));
    this.#timer.unref();
  }
}
