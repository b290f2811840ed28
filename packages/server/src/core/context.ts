import type { Database } from '@stockflow/db';
import type { Logger } from 'pino';
import type { Actor } from './actor.ts';
import type { FairLine } from './fair-line.ts';
import type { HoldQuota } from './hold-quota.ts';
import type { LiveHub } from './live/hub.ts';
import type { Telemetry, Trace } from './telemetry.ts';
import type { Throttles } from './throttle.ts';

/** How a browser's session cookie is set and cleared; a caller without HTTP has none. */
export interface SessionCookie {
  set(sessionId: string, expiresAt: Date): void;
  clear(): void;
}

/** What a door stands on. One is made for each HTTP request; the calls of a batch share it. */
export interface Context {
  readonly database: Database;
  readonly logger: Logger;
  readonly throttles: Throttles;
  /** The end of the caller's credential: enough to know it again by, and not enough to use. Nothing without one. */
  readonly credentialMark?: string | undefined;
  /** Whose calls go next. */
  readonly line: FairLine;
  /** How much each person and key may hold. */
  readonly holds: HoldQuota;
  /** Hands on what happens, to whoever follows it live. */
  readonly live: LiveHub;
  /** In the answer's `Request-Id` header, in each log line and in each movement. */
  readonly requestId: string;
  /** Where the request stands in a trace, when it does in one. */
  readonly trace?: Trace | undefined;
  /** Traces and metrics, where they are turned on. */
  readonly telemetry?: Telemetry | undefined;
  /** The caller's network address, for throttles only. */
  readonly address: string;
  /** Where people reach the sample app: links in invitations start with it. */
  readonly publicUrl: string;
  readonly cookie: SessionCookie | null;
  /** The time. Rules get it as an argument; tests set it. */
  now(): Date;
  /** Who calls: asked once per request. Throws AUTH_REQUIRED or INVALID_CREDENTIALS. */
  identify(): Promise<Actor>;
  /** Asks anew whether the caller is still let in, without counting as a use. Throws as `identify`. */
  identifyAgain(): Promise<Actor>;
}
