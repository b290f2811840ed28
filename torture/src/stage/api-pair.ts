import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, startChild } from '../child.ts';
import type { ApiConfig, ApiNote } from './api-config.ts';

type Api = Child<never, never, ApiNote>;

const LOG_LINES_MAX = 50;

/** Two API processes on one database. */
export class ApiPair {
  readonly urls: readonly string[];
  /** Errors that the servers logged: bugs of theirs. */
  readonly logged: string[] = [];
  /** Ends that nobody caused. */
  readonly unexpectedEnds: string[] = [];
  readonly #databaseUrl: string;
  readonly #ports: readonly number[];
  readonly #running: (Api | undefined)[] = [];
  #isClosing = false;

  constructor(databaseUrl: string, ports: readonly number[]) {
    this.#databaseUrl = databaseUrl;
    this.#ports = ports;
    this.urls = ports.map((port) => `http://127.0.0.1:${port}`);
  }

  get pids(): number[] {
    return this.#running.flatMap((api) => (api ? [api.pid] : []));
  }

  async start(): Promise<void> {
    await Promise.all(this.#ports.map((_, index) => this.#startOne(index)));
  }

  /** SIGKILL, and a start at the same address. */
  async crash(index: number): Promise<void> {
    const api = this.#running[index];
    this.#running[index] = undefined;
    await api?.crash();
    await this.#startOne(index);
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    await Promise.all(this.#running.map((api) => api?.close()));
  }

  async #startOne(index: number): Promise<void> {
    const config: ApiConfig = { databaseUrl: this.#databaseUrl, port: this.#ports[index] ?? 0 };
    const api = await startChild<never, never, object, ApiNote>(
      new URL('./api-process.ts', import.meta.url),
      config,
    );
    if (this.#isClosing) return api.close();
    api.onNote = ({ log }) => {
      if (this.logged.length < LOG_LINES_MAX) this.logged.push(log.trim().slice(0, 2_000));
    };
    this.#running[index] = api;
    void api.ended.then(async (how) => {
      // A crash that was asked for has taken it off the list first.
      if (this.#running[index] !== api || this.#isClosing) return;
      this.unexpectedEnds.push(`API process ${index + 1} ended by itself: ${how}`);
      this.#running[index] = undefined;
      await sleep(100);
      await this.#startOne(index).catch(() => {});
    });
  }
}
