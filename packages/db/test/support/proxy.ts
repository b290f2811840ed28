import type { AddressInfo } from 'node:net';
import { createServer, connect as dial, type Socket } from 'node:net';

/** A wire that one can listen to, cut and silence, between a client and a real PostgreSQL. */
export interface Wire {
  /** The given URL, over this wire. */
  url: string;
  /** How often the client spoke after it had listened: each is a round trip. */
  roundTrips(): number;
  /** Runs on what the client sends, before it goes on. */
  onSent: (text: string) => void;
  /** Cuts every connection at once. */
  cut(): void;
  /** From now on nothing goes through, and nobody is told. */
  silence(): void;
  close(): Promise<void>;
}

export async function openWire(url: string): Promise<Wire> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let turns = 0;
  let isSilent = false;
  const wire: Pick<Wire, 'onSent'> = { onSent: () => {} };
  const server = createServer((client) => {
    const upstream = dial(Number(target.port), target.hostname);
    let clientSpokeLast = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        (socket === client ? upstream : client).destroy();
      });
    }
    client.on('data', (data) => {
      if (isSilent) return;
      if (!clientSpokeLast) turns += 1;
      clientSpokeLast = true;
      wire.onSent(data.toString('latin1'));
      upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (isSilent) return;
      clientSpokeLast = false;
      client.write(data);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const over = new URL(url);
  over.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return Object.assign(wire, {
    url: over.toString(),
    roundTrips: () => turns,
    cut,
    silence: () => {
      isSilent = true;
    },
    close: () =>
      new Promise<void>((resolve) => {
        cut();
        server.close(() => resolve());
      }),
  });
}
