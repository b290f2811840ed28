import { type IncomingMessage, request } from 'node:http';
import type { AlertEvent } from '@stockflow/schemas';
import { createParser } from 'eventsource-parser';
import { expect, vi } from 'vitest';

/** The refusal with which a stream ended. */
interface Refused {
  code: string;
  httpStatus: number;
  requestId: string;
  details: unknown;
}

/** A stream of `alerts.onChange` as a client sees it that speaks HTTP and nothing else. */
export interface Stream {
  headers: IncomingMessage['headers'];
  status: number;
  /** Each event as it came; its id is that of the stream. */
  events: (AlertEvent & { streamId: string })[];
  /** Where the stream says that it begins; null before it has. */
  ready(): number | null;
  refused(): Refused | null;
  /** True when nothing more will come. */
  isClosed(): boolean;
  /** The id to come back with. */
  lastEventId(): string | undefined;
  /** Waits until so many events are there. */
  until(count: number): Promise<void>;
  untilClosed(timeoutMs?: number): Promise<void>;
  /** Takes no more of what comes, and lets it pile up. */
  pause(): void;
  resume(): void;
  /** The network goes: no goodbye. */
  cut(): void;
}

interface Asked {
  token?: string;
  cookie?: string;
  input?: object;
  /** As a browser that comes back sends it. */
  lastEventId?: string;
}

/** Opens a stream and reads whatever comes. */
export const openStream = (
  url: string,
  { token, cookie, input, lastEventId }: Asked = {},
): Promise<Stream> => {
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  const headers = {
    accept: 'text/event-stream',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(cookie !== undefined && { cookie }),
    ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/api/trpc/alerts.onChange${query}`, { headers, agent: false }, (answer) =>
      resolve(read(answer)),
    );
    sent.on('error', reject);
    sent.end();
  });
};

/** A stream that has begun. */
export const follow = async (url: string, asked: Asked): Promise<Stream> => {
  const stream = await openStream(url, asked);
  await vi.waitFor(() => expect(stream.ready()).not.toBeNull(), { timeout: 5_000, interval: 5 });
  return stream;
};

const read = (answer: IncomingMessage): Stream => {
  const events: Stream['events'] = [];
  let ready: number | null = null;
  let refused: Refused | null = null;
  let lastEventId: string | undefined;
  let isClosed = false;
  const parser = createParser({
    onEvent: ({ event, data, id }) => {
      if (id) lastEventId = id;
      if (event === 'serialized-error') refused = (JSON.parse(data) as { data: Refused }).data;
      if (event !== undefined) return;
      const message = JSON.parse(data) as AlertEvent;
      if (message.type === 'ready') ready = message.sequence;
      else events.push({ ...message, streamId: id ?? '' });
    },
  });
  answer.setEncoding('utf8');
  answer.on('data', (text: string) => parser.feed(text));
  const close = () => {
    isClosed = true;
  };
  answer.on('close', close);
  answer.on('error', close);
  return {
    headers: answer.headers,
    status: answer.statusCode ?? 0,
    events,
    ready: () => ready,
    refused: () => refused,
    isClosed: () => isClosed,
    lastEventId: () => lastEventId,
    until: (count) =>
      vi.waitFor(() => expect(events.length).toBeGreaterThanOrEqual(count), { timeout: 10_000, interval: 5 }),
    untilClosed: (timeoutMs = 1_000) =>
      vi.waitFor(() => expect(isClosed).toBe(true), { timeout: timeoutMs, interval: 5 }),
    pause: () => void answer.pause(),
    resume: () => void answer.resume(),
    cut: () => void answer.destroy(),
  };
};
