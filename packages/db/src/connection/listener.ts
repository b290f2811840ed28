import pg from 'pg';
import { DatabaseUnavailableError } from './errors.ts';

/** What is to be heard. */
export interface Listening {
  /** Names of channels: small letters and underscores. */
  readonly channels: readonly string[];
  /** Somebody's `pg_notify` was committed. */
  heard(channel: string, payload: string): void;
  /** Listening (again). Whatever was said before this was not heard: look for yourself. */
  connected(): void;
}

interface ListenerSettings {
  readonly url: string;
  readonly connectTimeoutMs: number;
  readonly applicationName: string;
}

const CHANNEL = /^[a-z_]{1,63}$/;

/** The longest wait between two tries to connect. */
const RECONNECT_MAX_MS = 5_000;
const RECONNECT_FIRST_MS = 100;

/** How often a quiet connection is asked whether it is still there: a network that vanished says nothing by itself. */
const HEARTBEAT_MS = 15_000;
const HEARTBEAT_ANSWER_MS = 5_000;

/**
 * One connection that hears notifications, outside of the pool and in no company. When it is lost it comes back by itself
 * (exponential backoff with full jitter) and says so by `connected`. It goes past a pooler, which would hand it another connection each time.
 */
export class Listener {
  readonly #settings: ListenerSettings;
  readonly #listening: Listening;
  readonly #waiting = new Set<() => void>();
  #client: pg.Client | undefined;
  #isConnected = false;
  #isClosed = false;
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;
  #lastFailure: unknown;

  constructor(settings: ListenerSettings, listening: Listening) {
    for (const channel of listening.channels) {
      if (!CHANNEL.test(channel)) throw new TypeError(`No channel is called "${channel}".`);
    }
    this.#settings = settings;
    this.#listening = listening;
    void this.#connect();
  }

  /** Waits until notifications are heard; throws DatabaseUnavailableError when that takes too long. */
  async ready(timeoutMs = this.#settings.connectTimeoutMs): Promise<void> {
    if (this.#isConnected) return;
    await new Promise<void>((resolve, reject) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        if (this.#isConnected) resolve();
        else
          reject(
            new DatabaseUnavailableError('Notifications of the database cannot be heard.', {
              cause: this.#lastFailure,
            }),
          );
      };
      const timer = setTimeout(done, timeoutMs);
      this.#waiting.add(done);
      if (this.#isClosed) done();
    });
  }

  /** Hears nothing from now on. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#isConnected = false;
    clearTimeout(this.#timer);
    for (const done of [...this.#waiting]) done();
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => {}); // it was gone already
  }

  async #connect(): Promise<void> {
    const { url, connectTimeoutMs, applicationName } = this.#settings;
    const client = new pg.Client({
      connectionString: url,
      application_name: `${applicationName} listener`.slice(0, 63),
      connectionTimeoutMillis: connectTimeoutMs,
      query_timeout: HEARTBEAT_ANSWER_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: HEARTBEAT_MS,
    });
    this.#client = client;
    client.on('error', (error) => this.#lost(client, error));
    client.on('end', () => this.#lost(client, undefined));
    client.on('notification', ({ channel, payload }) => {
      if (this.#client === client) this.#listening.heard(channel, payload ?? '');
    });
    try {
      await client.connect();
      await client.query(this.#listening.channels.map((channel) => `listen ${channel}`).join('; '));
    } catch (error) {
      this.#lost(client, error);
      return;
    }
    if (this.#client !== client) return; // closed, or lost again, in the meantime
    this.#isConnected = true;
    this.#failures = 0;
    this.#watch(client);
    for (const done of [...this.#waiting]) done();
    this.#listening.connected();
  }

  #watch(client: pg.Client): void {
    this.#timer = setTimeout(async () => {
      try {
        await client.query('select 1');
        if (this.#client === client) this.#watch(client);
      } catch (error) {
        this.#lost(client, error);
      }
    }, HEARTBEAT_MS);
    this.#timer.unref();
  }

  #lost(client: pg.Client, error: unknown): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#isConnected = false;
    this.#lastFailure = error;
    clearTimeout(this.#timer);
    // Not waited for: a peer that vanished answers no goodbye.
    client.end().catch(() => {});
    if (this.#isClosed) return;
    const longest = Math.min(RECONNECT_MAX_MS, RECONNECT_FIRST_MS * 2 ** this.#failures);
    this.#failures += 1;
    this.#timer = setTimeout(() => void this.#connect(), Math.random() * longest);
    this.#timer.unref();
  }
}
