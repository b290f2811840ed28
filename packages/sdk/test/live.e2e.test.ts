import { createServer, request, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { AppRouter } from '@stockflow/server';
import { startTestServer } from '@stockflow/server/testing';
import { createTRPCClient, httpSubscriptionLink } from '@trpc/client';
import { EventSource } from 'eventsource';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type AlertEvent, createStockflow, type Stockflow } from '../src/index.ts';
import { errorOf } from './client.ts';
import { newCompany, PASSWORD, stocked } from './shop.ts';

let server: Awaited<ReturnType<typeof startTestServer>>;
let cutter: Awaited<ReturnType<typeof startCutter>>;
beforeAll(async () => {
  server = await startTestServer();
  cutter = await startCutter(server.url);
});
afterAll(async () => {
  cutter.close();
  await server.close();
});

/** A gateway on the way to the server that cuts connections when it is told to. */
const startCutter = async (url: string) => {
  const sockets = new Set<Socket>();
  const gateway: Server = createServer((incoming, outgoing) => {
    const passedOn = request(
      `${url}${incoming.url}`,
      { method: incoming.method, headers: incoming.headers, agent: false },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    passedOn.on('error', () => outgoing.destroy());
    outgoing.on('close', () => passedOn.destroy());
    incoming.pipe(passedOn);
  });
  gateway.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`,
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      gateway.close();
    },
  };
};

/** A company, and what opens and resolves an alert so many times: two events each. */
const company = async () => {
  const { stockflow, email } = await newCompany(server.url);
  const { warehouseId, products } = await stocked(stockflow, 1, 20);
  const productId = products[0]!.id;
  const adjust = (quantityChange: number) =>
    stockflow.inventory.adjust({
      lines: [{ productId, warehouseId, quantityChange, reason: 'correction' }],
    });
  const swing = async (times: number) => {
    for (let time = 0; time < times; time += 1) {
      await adjust(-15);
      await adjust(15);
    }
  };
  return { stockflow, email, swing };
};

const told = async (stockflow: Stockflow): Promise<number[]> => {
  const { items } = await stockflow.events.list({ limit: 250 });
  return items.filter(({ type }) => type.startsWith('alert.')).map(({ sequence }) => sequence);
};
const signedIn = async (email: string, baseUrl = server.url) => {
  const { sessionToken } = await createStockflow({ baseUrl }).auth.signIn({ email, password: PASSWORD });
  return { token: sessionToken!, stockflow: createStockflow({ baseUrl, session: sessionToken! }) };
};

test('a loop over alerts.onChange gets each event once through cuts, while alerts are made', async () => {
  const { stockflow, email, swing } = await company();
  const { stockflow: follower } = await signedIn(email, cutter.url);
  const writing = (async () => {
    for (let round = 0; round < 8; round += 1) {
      await swing(5);
      cutter.cut();
    }
  })();
  const seen: number[] = [];
  for await (const { sequence } of follower.alerts.onChange({ lastEventId: '0' })) {
    seen.push(sequence);
    if (seen.length === 80) break;
  }
  await writing;
  expect(seen).toEqual(await told(stockflow));
}, 30_000);

test('the loop ends with the refusal when its session is ended', async () => {
  const { email } = await company();
  const { stockflow: follower } = await signedIn(email);
  const { stockflow: other } = await signedIn(email);
  const events = follower.alerts.onChange();
  const ending = errorOf(events.next());
  await new Promise((resolve) => setTimeout(resolve, 200));
  await other.auth.signOutEverywhere();
  expect(await ending).toMatchObject({ name: 'InvalidCredentialsError', status: 401 });
});

test('tRPC’s own client follows over EventSource, and is told of a cut connection’s events when it is back', async () => {
  const { stockflow, email, swing } = await company();
  const { token } = await signedIn(email);
  const client = createTRPCClient<AppRouter>({
    links: [
      httpSubscriptionLink({
        url: `${cutter.url}/api/trpc`,
        EventSource,
        eventSourceOptions: {
          fetch: (url, init) =>
            fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } }),
        },
      }),
    ],
  });
  const messages: { id: string; type: string; data?: AlertEvent['data'] }[] = [];
  const following = client.alerts.onChange.subscribe(
    {},
    { onData: ({ id, data }) => messages.push({ ...data, id }) },
  );
  await vi.waitFor(() => expect(messages).toMatchObject([{ type: 'ready' }]));
  await swing(1);
  await vi.waitFor(() => expect(messages).toHaveLength(3));
  cutter.cut();
  await swing(1);
  const events = () => messages.filter(({ type }) => type !== 'ready');
  await vi.waitFor(() => expect(events()).toHaveLength(4), { timeout: 10_000 });
  expect(events().map(({ id }) => Number(id))).toEqual(await told(stockflow));
  following.unsubscribe();
}, 20_000);
