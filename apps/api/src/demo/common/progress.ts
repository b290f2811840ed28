/** How far a load is, on one line of a terminal; elsewhere a line every five seconds. */
export class ProgressLine {
  readonly #out: NodeJS.WriteStream;
  readonly #now: () => number;
  #title = '';
  #unit = '';
  #total = 0;
  #done = 0;
  /** Done before this run, and so no measure of its speed. */
  #before = 0;
  #startedAt = 0;
  #shownAt = Number.NEGATIVE_INFINITY;
  #isOpen = false;

  constructor(out: NodeJS.WriteStream = process.stderr, now: () => number = () => performance.now()) {
    this.#out = out;
    this.#now = now;
  }

  /** Begins a stretch of work with so many units. */
  begin(title: string, total: number, unit: string): void {
    this.end();
    this.#title = title;
    this.#total = total;
    this.#unit = unit;
    this.#done = 0;
    this.#before = 0;
    this.#startedAt = this.#now();
    this.#shownAt = Number.NEGATIVE_INFINITY;
    this.#isOpen = true;
  }

  add(units: number, { wasBefore = false } = {}): void {
    this.#done += units;
    if (wasBefore) this.#before += units;
    const intervalMs = this.#out.isTTY ? 100 : 5000;
    if (this.#now() - this.#shownAt >= intervalMs) this.#show();
  }

  /** Ends the stretch, with its last figures. */
  end(): void {
    if (!this.#isOpen) return;
    this.#show();
    if (this.#out.isTTY) this.#out.write('\n');
    this.#isOpen = false;
  }

  /** A line of its own, between. */
  say(line: string): void {
    if (this.#isOpen && this.#out.isTTY) this.#out.write('\r\x1b[K');
    this.#out.write(`${line}\n`);
  }

  #show(): void {
    this.#shownAt = this.#now();
    const seconds = (this.#shownAt - this.#startedAt) / 1000;
    const share = this.#total === 0 ? 1 : this.#done / this.#total;
    const perSecond = (this.#done - this.#before) / seconds;
    const parts = [
      `${this.#title}: ${(share * 100).toFixed(0).padStart(3)} %`,
      `${grouped(this.#done)} of ${grouped(this.#total)} ${this.#unit}`,
    ];
    // Before a second has passed, a speed would be a guess.
    if (seconds > 1) {
      parts.push(`${grouped(Math.round(perSecond))}/s`, `${clock(seconds)} elapsed`);
      if (share < 1 && perSecond > 0) parts.push(`${clock((this.#total - this.#done) / perSecond)} left`);
    }
    const line = parts.join(' · ');
    this.#out.write(this.#out.isTTY ? `\r\x1b[K${line}` : `${line}\n`);
  }
}

/** 541909 → "541,909" */
export const grouped = (value: number): string => value.toLocaleString('en-GB');

/** Seconds as m:ss. */
export const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
