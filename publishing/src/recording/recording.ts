import type { Shape } from './shape.ts';

/** What one version of the SDK sent, and what it understood of the answers. Committed when a version is released. */
export interface Recording {
  /** Of `@stockflow/sdk`. */
  version: string;
  calls: RecordedCall[];
  refusals: RecordedRefusal[];
}

/** One call of a procedure, as it went over the wire. */
export interface RecordedCall {
  procedure: string;
  request: RecordedRequest;
  /** What the version could send at all. */
  takes: Shape;
  /** What it reads of the answer. */
  answers: Shape;
}

export interface RecordedRequest {
  method: string;
  /** Without the input. */
  address: string;
  /** Those that mean something; who calls is filled in at the replay. */
  headers: Record<string, string>;
  /** What the address or the body carried. `GIVEN` stands where each company has something of its own. */
  input: unknown;
}

/** A refusal: the version finds its class, details and id where they were. */
export interface RecordedRefusal {
  /** What was done, for whoever reads it. */
  when: string;
  request: RecordedRequest;
  isSignedIn: boolean;
  status: number;
  code: string;
  body: Shape;
}

/** Stands for ids, keys, instants and versions: at the replay, what a fresh company has there. */
export const GIVEN = '{{given}}';

/** Headers that a server may read; others are the runtime's. */
const HEADERS_KEPT = /^(accept|content-type|x-|stockflow-|trpc-)/;

interface Sent {
  url: URL;
  init: { method?: string; headers?: Record<string, string>; body?: string };
}

/** A `fetch` for the SDK that keeps what it is given and passes it on. */
export const recordingFetch = (): { fetch: typeof fetch; sent: Sent[] } => {
  const sent: Sent[] = [];
  return {
    sent,
    fetch: (address, init) => {
      sent.push({ url: new URL(String(address)), init: (init ?? {}) as Sent['init'] });
      return fetch(address, init);
    },
  };
};

/** A request as it is kept, with everything that is in it. */
export const keptRequest = ({ url, init }: Sent): RecordedRequest => {
  const method = init.method ?? 'GET';
  const text = method === 'GET' ? url.searchParams.get('input') : init.body;
  const address = new URL(url);
  address.searchParams.delete('input');
  const headers = Object.entries(init.headers ?? {}).map(
    ([name, value]) => [name.toLowerCase(), value] as const,
  );
  return {
    method,
    address: `${address.pathname}${address.search}`,
    headers: Object.fromEntries(headers.filter(([name]) => HEADERS_KEPT.test(name)).sort()),
    input: text === undefined || text === null ? null : JSON.parse(text),
  };
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
/** What changes with time, however equal two companies are. */
const ALWAYS_GIVEN = /^expected[A-Z]|At$|^until$|EndsOn$/;

/** The input with `GIVEN` wherever two companies' inputs differ. */
export const withoutWhatDiffers = (one: unknown, other: unknown, field = ''): unknown => {
  if (Array.isArray(one) && Array.isArray(other))
    return one.map((item, index) => withoutWhatDiffers(item, other[index], field));
  if (isObject(one) && isObject(other)) {
    return Object.fromEntries(
      Object.entries(one).map(([name, value]) => [name, withoutWhatDiffers(value, other[name], name)]),
    );
  }
  return one === other && !(one !== null && ALWAYS_GIVEN.test(field)) ? one : GIVEN;
};

/** The recorded input for a fresh company: what is `GIVEN` comes from the same place of an input made for it. */
export const filledIn = (recorded: unknown, given: unknown, at = 'input'): unknown => {
  if (recorded === GIVEN) {
    if (given === undefined) throw new Error(`${at}: today's example has nothing there to fill in`);
    return given;
  }
  const inner = (key: string | number) =>
    isObject(given) ? (given as Record<string | number, unknown>)[key] : undefined;
  if (Array.isArray(recorded))
    return recorded.map((item, index) => filledIn(item, inner(index), `${at}[${index}]`));
  if (!isObject(recorded)) return recorded;
  return Object.fromEntries(
    Object.entries(recorded).map(([name, value]) => [name, filledIn(value, inner(name), `${at}.${name}`)]),
  );
};
