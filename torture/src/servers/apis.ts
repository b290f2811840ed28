import { type Child, startChild } from '../child.ts';
import { memoryOf } from '../process-figures.ts';
import type { ApiConfig, ApiNote } from './api-config.ts';

type Api = Child<never, never, ApiNote>;

/** API processes that can be replaced one by one, politely or not. */
export class Apis {
  readonly urls: readonly string[];
  /** Errors that they logged: each is a finding. */
  readonly logged: string[] = [];
  readonly #configs: readonly ApiConfig[];
  readonly #running: (Api | undefined)[] = [];

  constructor(configs: readonly ApiConfig[]) {
    this.#configs = configs;
    this.urls = configs.map(({ port }) => `http://127.0.0.1:${port}`);
  }

  async start(): Promise<void> {
    await Promise.all(this.#configs.map((_, index) => this.startOne(index)));
  }

  async startOne(index: number): Promise<void> {
    const config = this.#configs[index];
    if (!config) throw new Error(`there is no API process ${index}`);
    const api = await startChild<never, never, object, ApiNote>(
      new URL('./api-process.ts', import.meta.url),
      config,
    );
    api.onNote = ({ log }) => this.logged.push(log);
    this.#running[index] = api;
  }

  /** The memory of a process in bytes; null where the system does not say. */
  memoryOf(index: number): number | null {
    const pid = this.#running[index]?.pid;
    return pid === undefined ? null : memoryOf(pid);
  }

  /** SIGTERM: it finishes what it has. */
  async stop(index: number): Promise<void> {
    await this.#running[index]?.close();
    this.#running[index] = undefined;
  }

  /** SIGKILL. */
  async crash(index: number): Promise<void> {
    await this.#running[index]?.crash();
    this.#running[index] = undefined;
  }

  async close(): Promise<void> {
    await Promise.all(this.#running.map((api) => api?.close()));
  }
}
