import { connect, type Socket } from 'node:net';
import { type Figures, refusalOf, type Stand } from './stand.ts';

/** A process may grow by so much while bodies of 100 MiB come in: a tenth of one of eight. */
const GROWS_AT_MOST = 80 * 1024 ** 2;
const BODY_BYTES = 100 * 1024 ** 2;
const CALLS_IN_BATCH = 1_500;

/** Connections that never finish what they say: each is closed, and others are answered meanwhile. */
export const dribble = async ({ apis, shop, findings, quick }: Stand): Promise<Figures> => {
  const count = quick ? 60 : 400;
  const url = new URL(apis.urls[0] ?? '');
  const post = `POST /api/trpc/warehouses.create HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${shop.session}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n`;
  // Half of them dribble their head, half of them a body.
  const sockets = Array.from({ length: count }, (_, index) =>
    dribbler(url, index % 2 === 0 ? 'GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ' : post),
  );
  const until = performance.now() + 40_000;
  let answered = 0;
  while (sockets.some(({ isClosed }) => !isClosed()) && performance.now() < until) {
    await shop.stockflow.products.list({ limit: 1 }).page();
    answered += 1;
    await new Promise((resolve) => setTimeout(resolve, 100));
    // The bodies have 30 s: the short form does not wait for them.
    if (quick && sockets.every(({ isClosed }, index) => index % 2 === 1 || isClosed())) break;
  }
  const open = sockets.filter(({ isClosed }, index) => !isClosed() && (!quick || index % 2 === 0)).length;
  findings.expect(open === 0, `${open} of ${count} connections that dribble are open after 40 s`);
  for (const { socket } of sockets) socket.destroy();
  return { 'connections that dribbled': count, 'calls answered meanwhile': answered };
};

const dribbler = (url: URL, beginning: string): { socket: Socket; isClosed(): boolean } => {
  let isClosed = false;
  const socket = connect(Number(url.port), url.hostname, () => socket.write(beginning));
  const timer = setInterval(() => socket.write('x'), 500);
  socket.on('error', () => {});
  socket.on('close', () => {
    isClosed = true;
    clearInterval(timer);
  });
  socket.resume();
  return { socket, isClosed: () => isClosed };
};

/** Bodies of 100 MiB, several at once, said and unsaid in length: refused, and not kept in memory. */
export const flood = async ({ apis, shop, findings, quick }: Stand): Promise<Figures> => {
  const before = apis.memoryOf(0);
  const count = quick ? 2 : 8;
  let highest = before;
  const watching = setInterval(() => {
    const now = apis.memoryOf(0);
    if (now !== null && now > (highest ?? 0)) highest = now;
  }, 50);
  const sent = await Promise.all(
    Array.from({ length: count }, (_, index) => pour(apis.urls[0] ?? '', shop.session, index % 2 === 0)),
  );
  clearInterval(watching);
  for (const told of sent)
    findings.expect(told === 'closed' || told === '413', `a body of 100 MiB is answered ${told}`);
  const grown = before === null || highest === null ? null : highest - before;
  findings.expect(
    grown === null || grown < GROWS_AT_MOST,
    `the process grew by ${Math.round((grown ?? 0) / 1024 ** 2)} MiB while bodies of 100 MiB came in`,
  );
  return {
    'bodies of 100 MiB': count,
    'MiB that the process grew meanwhile': grown === null ? 'not known' : Math.round(grown / 1024 ** 2),
  };
};

const pour = (url: string, session: string, isSaid: boolean): Promise<string> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const length = isSaid ? `Content-Length: ${BODY_BYTES}` : 'Transfer-Encoding: chunked';
    const chunk = Buffer.alloc(64 * 1024, 0x20);
    const framed = isSaid ? chunk : Buffer.concat([Buffer.from('10000\r\n'), chunk, Buffer.from('\r\n')]);
    let answer = '';
    let left = BODY_BYTES;
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `POST /api/products HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${session}\r\nContent-Type: application/json\r\n${length}\r\n\r\n`,
      );
      pump();
    });
    const pump = (): void => {
      while (left > 0 && !socket.destroyed) {
        left -= chunk.length;
        if (!socket.write(framed)) {
          socket.once('drain', pump);
          return;
        }
      }
    };
    socket.on('data', (data) => {
      answer += data.toString('latin1');
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(/^HTTP\/1.1 (\d+)/.exec(answer)?.[1] ?? 'closed'));
    socket.setTimeout(30_000, () => socket.destroy());
  });

/** More calls in one request than there may be: none of them is made. */
export const overfill = async ({ apis, shop, findings }: Stand): Promise<Figures> => {
  const [url = ''] = apis.urls;
  const authorization = `Bearer ${shop.session}`;
  const paths = (count: number) => Array.from({ length: count }, () => 'warehouses.create').join(',');
  const inputs = (count: number) =>
    JSON.stringify(
      Object.fromEntries(Array.from({ length: count }, (_, n) => [n, { name: `Overfull ${count} ${n}` }])),
    );
  for (const count of [21, 60, CALLS_IN_BATCH]) {
    const answer = await fetch(`${url}/api/trpc/${paths(count)}?batch=1`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: inputs(count),
    });
    const { status, code } = await refusalOf(answer);
    findings.expect(
      status >= 400 && status < 500 && code !== null,
      `a batch of ${count} calls is answered ${status} ${code}`,
    );
  }
  let made = 0;
  for await (const { name } of shop.stockflow.warehouses.list({ limit: 250 }))
    if (name.startsWith('Overfull')) made += 1;
  findings.expect(made === 0, `${made} calls of batches that were refused were made`);
  return { 'calls in the largest batch': CALLS_IN_BATCH };
};
