import type { DatabaseObserver } from '@stockflow/db';
import type { FastifyRequest } from 'fastify';

/** Where a request stands among the spans of a trace. */
export interface Trace {
  /** As W3C writes it; undefined where nothing is traced. */
  readonly traceparent: string | undefined;
}

const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The trace that a caller says it is in, as far as it is well-formed: it goes into logs and into comments of SQL. */
export const acceptedTraceparent = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' && TRACEPARENT.test(header) ? header : undefined;

/** What a procedure was called as. */
export interface CallFacts {
  readonly procedure: string;
  readonly type: string;
  readonly requestId: string;
  readonly trace: Trace | undefined;
}

/** How a call ended: with an answer, or with the code of a refusal. */
export interface CallEnd {
  readonly code: string;
  /** A bug of ours, not a refusal. */
  readonly isFailure: boolean;
}

/** Traces and metrics. There is none where they are turned off, and then nothing of them is loaded. */
export interface Telemetry {
  /** A request begins; what this answers goes with the request. */
  begin(request: FastifyRequest): Trace;
  /** It was answered, or its caller has left. */
  end(trace: Trace, answer: { status: number; ms: number; route: string }): void;
  /** Runs a procedure; `endOf` says how it ended. */
  call<T>(facts: CallFacts, work: () => Promise<T>, endOf: (result: T) => CallEnd): Promise<T>;
  /** The trace context of the work that is under way, for those who are told in headers or comments. */
  traceparent(): string | undefined;
  /** Figures that are looked up when somebody asks for them. */
  watch(figures: () => Figures): void;
  readonly database: DatabaseObserver;
}

/** What a process holds at the moment. */
export interface Figures {
  readonly pool: { total: number; idle: number; max: number; waiting: number };
  /** Live subscriptions. */
  readonly subscriptions: number;
}
