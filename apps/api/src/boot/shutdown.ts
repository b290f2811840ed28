/** Longer than the server's drain and the database's own limit; then the next is ended all the same. */
const stepTimeoutMs = 45_000;

/** What has to end, in the order in which it was begun; it is ended the other way round. */
export class Shutdown {
  readonly #steps: { name: string; end(): Promise<void> }[] = [];
  #running: Promise<void> | undefined;
  readonly #onProblem: (name: string, error: unknown) => void;

  constructor(onProblem: (name: string, error: unknown) => void) {
    this.#onProblem = onProblem;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  add(name: string, end: () => Promise<void>): void {
    this.#steps.push({ name, end });
  }

  /** Ends everything once, however often it is asked. A step that fails does not keep the others from ending. */
  run(): Promise<void> {
    this.#running ??= this.#endAll();
    return this.#running;
  }

  async #endAll(): Promise<void> {
    for (const { name, end } of this.#steps.reverse()) {
      try {
        await Promise.race([end(), failAfter(stepTimeoutMs)]);
      } catch (error) {
        this.#onProblem(name, error);
      }
    }
  }
}

function failAfter(timeoutMs: number): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error(`not ended after ${timeoutMs / 1000} s`)), timeoutMs).unref();
  });
}

/** Ctrl-C, a service manager, a closed terminal, and the end of `npm start` itself, which holds our channel. */
export function onStopRequest(handle: (why: string) => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => handle(signal));
  if (process.connected) {
    process.once('disconnect', () => handle('the launcher ended'));
    // The channel is there to notice its end; it must not be what keeps the process alive.
    process.channel?.unref();
  }
}
