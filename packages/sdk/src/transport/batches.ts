import { httpBatchLink } from '@trpc/client/links/httpBatchLink';
import type { Attempt, Http } from './http.ts';

/** The most calls that the server takes in one request. */
const BATCH_CALLS_MAX = 20;
/** Reads travel in the address, which gateways cap at 8 kB: a batch stays well under it. */
export const BATCH_URL_MAX = 4_000;

/**
 * Sends reads of one tick together, by tRPC's own link, which is asked directly: tRPC's client around it would be 1 kB gzip
 * more for what the transport does itself.
 */
export class Batches {
  readonly #http: Http;
  readonly #untraced: Link;
  readonly #traced = new Map<string, Link>();

  constructor(http: Http) {
    this.#http = http;
    this.#untraced = linkOver(http);
  }

  query(attempt: Attempt, input: object | undefined, signal: AbortSignal): Promise<unknown> {
    const link = this.#linkOf(attempt.trace);
    const op = {
      id: 0,
      type: 'query' as const,
      path: attempt.procedure,
      input,
      context: { attempt },
      signal,
    };
    return new Promise((resolve, reject) => {
      // One request, one answer: nothing follows upon this link, and nothing comes after the first.
      link({ op, next: neverNext }).subscribe({
        next: ({ result }) => resolve('data' in result ? result.data : undefined),
        error: reject,
      });
    });
  }

  /** A request carries one trace: only calls that were made in the same one share it. */
  #linkOf({ traceparent }: Record<string, string>): Link {
    if (traceparent === undefined) return this.#untraced;
    let link = this.#traced.get(traceparent);
    if (!link) {
      link = linkOver(this.#http);
      this.#traced.set(traceparent, link);
      setTimeout(() => this.#traced.delete(traceparent));
    }
    return link;
  }
}

type Link = ReturnType<typeof linkOver>;

const linkOver = (http: Http) =>
  httpBatchLink({
    url: http.url,
    maxItems: BATCH_CALLS_MAX,
    maxURLLength: BATCH_URL_MAX,
    headers: ({ opList }) => http.begin(opList.map(({ context }) => context.attempt as Attempt)),
    fetch: (url, init) => http.fetch(String(url), init as unknown as Parameters<Http['fetch']>[1]),
  })({});

const neverNext = (): never => {
  throw new Error('unreachable');
};
