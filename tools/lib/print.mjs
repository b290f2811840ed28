// Progress for a person: one line a step with its time, a moving line only on a terminal. `--json`: a line per event.
const frames = ['|', '/', '-', '\\'];

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

export class Printer {
  constructor({ json = false, quiet = false, stream = process.stdout } = {}) {
    this.json = json;
    this.quiet = quiet;
    this.stream = stream;
    this.moves = !json && !quiet && stream.isTTY === true && process.env.TERM !== 'dumb';
  }

  line(text) {
    if (this.quiet) return;
    this.stream.write(this.json ? `${JSON.stringify({ event: 'progress', text })}\n` : `${text}\n`);
  }

  /** Runs one step under a line that says what goes on, and a last one that says how long it took. */
  async step(doing, done, work) {
    const startedAt = Date.now();
    const elapsed = () => Date.now() - startedAt;
    let frame = 0;
    let ticker;
    if (this.moves) {
      const show = () =>
        this.stream.write(`\r\x1b[2K  ${frames[frame++ % frames.length]} ${doing} ${seconds(elapsed())}`);
      show();
      ticker = setInterval(show, 120);
    } else {
      this.line(`  ${doing}…`);
      // A log that stands still for a minute looks hung.
      ticker = setInterval(() => this.line(`  …still ${doing} (${seconds(elapsed())})`), 15_000);
    }
    let outcome = 'failed';
    try {
      const result = await work();
      outcome = 'done';
      return result;
    } finally {
      clearInterval(ticker);
      const text =
        outcome === 'done' ? `${done} (${seconds(elapsed())})` : `failed: ${doing} (${seconds(elapsed())})`;
      if (this.moves) this.stream.write(`\r\x1b[2K  ${text}\n`);
      else if (this.json)
        this.stream.write(`${JSON.stringify({ event: 'step', step: doing, outcome, ms: elapsed() })}\n`);
      else this.line(`  ${text}`);
    }
  }
}
