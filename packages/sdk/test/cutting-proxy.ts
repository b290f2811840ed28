import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Where a connection is cut. */
export const CUTS = [
  'before the connection is used',
  'in the headers of the request',
  'in the body of the request',
  'after the request, while the server works',
  'after the request, on both sides at once',
  'after the first line of the answer',
  'in the body of the answer',
  'by a gateway that answers 504 although it was done',
  'by silence: the connection stays open and says nothing',
] as const;
export type Cut = (typeof CUTS)[number];

const GATEWAY_TIMEOUT = 'HTTP/1.1 504 Gateway Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n';

/**
 * A TCP proxy before a server that cuts each write once, at one point, and lets it through when it comes again. It knows a
 * write by the idempotency key in its body; connections are cut before their use in turn, for they have no key yet.
 */
export const startCuttingProxy = async (serverUrl: string, cut: Cut) => {
  const { port, hostname } = new URL(serverUrl);
  const seen = { cuts: 0, requests: 0, connections: 0 };
  const cutKeys = new Set<string>();
  const sockets = new Set<Socket>();
  const track = (socket: Socket): Socket => {
    sockets.add(socket);
    // Ends and resets are what this is about: both sides see them for themselves.
    return socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  };

  const proxy = createServer((client) => {
    track(client);
    seen.connections += 1;
    if (cut === CUTS[0] && seen.connections % 3 === 1) {
      seen.cuts += 1;
      client.resetAndDestroy();
      return;
    }
    let arrived = Buffer.alloc(0);
    client.on('data', (chunk) => {
      arrived = Buffer.concat([arrived, chunk]);
      const request = wholeMessage(arrived);
      if (!request) return;
      arrived = arrived.subarray(request.length);
      seen.requests += 1;
      pass(client, request);
    });
  });

  const pass = (client: Socket, request: Buffer): void => {
    const upstream = track(connect(Number(port), hostname));
    const isCut = isFirstOf(request);
    if (isCut) seen.cuts += 1;
    const end = () => {
      client.resetAndDestroy();
      upstream.resetAndDestroy();
    };
    if (isCut && cut === CUTS[1]) return void upstream.write(request.subarray(0, 40), end);
    if (isCut && cut === CUTS[2]) return void upstream.write(request.subarray(0, -10), end);
    upstream.write(request, () => {
      if (isCut && cut === CUTS[3]) client.resetAndDestroy();
      if (isCut && cut === CUTS[4]) end();
    });
    let answered = Buffer.alloc(0);
    upstream.on('data', (chunk) => {
      answered = Buffer.concat([answered, chunk]);
      const answer = wholeMessage(answered);
      if (!answer) return;
      upstream.destroy();
      if (!isCut) client.end(asLast(answer));
      else if (cut === CUTS[5]) client.write(answer.subarray(0, answer.indexOf('\r\n') + 2), end);
      else if (cut === CUTS[6]) client.write(answer.subarray(0, -10), end);
      else if (cut === CUTS[7]) client.end(GATEWAY_TIMEOUT);
    });
  };

  const isFirstOf = (request: Buffer): boolean => {
    const key = /"idempotencyKey":"([^"]+)"/.exec(request.toString())?.[1];
    if (cut === CUTS[0] || key === undefined || cutKeys.has(key)) return false;
    cutKeys.add(key);
    return true;
  };

  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    seen,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await once(proxy, 'close');
    },
  };
};

/** The answer as the last of its connection, so that the next write has one of its own. */
const asLast = (answer: Buffer): Buffer =>
  Buffer.from(
    answer.toString('latin1').replace(/\r\nconnection: keep-alive/i, '\r\nconnection: close'),
    'latin1',
  );

/** The first message of HTTP in what has arrived, when it is whole: its head, and as much body as the head says. */
const wholeMessage = (arrived: Buffer): Buffer | null => {
  const head = arrived.indexOf('\r\n\r\n');
  if (head === -1) return null;
  const length = /\r\ncontent-length: *(\d+)/i.exec(arrived.subarray(0, head).toString('latin1'))?.[1] ?? '0';
  const end = head + 4 + Number(length);
  return arrived.length < end ? null : arrived.subarray(0, end);
};
