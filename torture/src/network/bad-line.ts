import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Random } from '../random.ts';

/** What becomes of a connection after it has worked for a while. */
export const FAULTS = ['late', 'cut', 'deaf', 'silent'] as const;
export type Fault = (typeof FAULTS)[number];

/** A line over which connections break. */
export interface BadLine {
  readonly port: number;
  /** How many connections had which fault. */
  readonly seen: Readonly<Record<Fault, number>>;
  /** From now on connections are left alone; those that have a fault are closed. */
  heal(): void;
  close(): Promise<void>;
}

/** A faulty connection is closed at last, as a system does that finds no other end: so long after its fault began. */
const ENDS_AFTER_MS = [150, 900] as const;
/** A good one has its fault after so long. */
const FAULT_AFTER_MS = [20, 1_500] as const;
const LATE_MS = [5, 120] as const;
const CUT_AFTER_BYTES = [1, 3_000] as const;

/**
 * A TCP proxy of which every connection goes wrong after a while. `late`: bytes wait. `cut`: it breaks in the middle of what is
 * being sent, in either direction. `deaf`: what the caller says arrives, and the answer never comes. `silent`: nothing goes
 * either way, and neither side is told, as when a cable is pulled.
 */
export const openBadLine = async (to: { host: string; port: number }, random: Random): Promise<BadLine> => {
  const seen: Record<Fault, number> = { late: 0, cut: 0, deaf: 0, silent: 0 };
  const lines = new Set<Line>();
  let isHealed = false;
  const server = createServer({ noDelay: true }, (near) => {
    const line = new Line(near, connect({ ...to, noDelay: true }), random);
    lines.add(line);
    line.onEnd = () => lines.delete(line);
    line.start(isHealed ? null : random.pick(FAULTS), (fault) => {
      if (isHealed) return false;
      seen[fault] += 1;
      return true;
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    heal() {
      isHealed = true;
      for (const line of lines) if (line.fault !== null) line.end();
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const line of lines) line.end();
      }),
  };
};

/** One connection with its two ends. */
class Line {
  fault: Fault | null = null;
  onEnd = (): void => {};
  readonly #near: Socket;
  readonly #far: Socket;
  readonly #random: Random;
  #bytesLeft = Number.POSITIVE_INFINITY;

  constructor(near: Socket, far: Socket, random: Random) {
    this.#near = near;
    this.#far = far;
    this.#random = random;
  }

  start(fault: Fault | null, mayBegin: (fault: Fault) => boolean): void {
    this.#carry(this.#near, this.#far, 'out');
    this.#carry(this.#far, this.#near, 'back');
    if (fault === null) return;
    setTimeout(
      () => {
        if (this.#near.destroyed || !mayBegin(fault)) return;
        this.fault = fault;
        if (fault === 'cut') this.#bytesLeft = this.#random.between(...CUT_AFTER_BYTES);
        setTimeout(() => this.end(), this.#random.between(...ENDS_AFTER_MS)).unref();
      },
      this.#random.between(...FAULT_AFTER_MS),
    ).unref();
  }

  end(): void {
    this.#near.resetAndDestroy();
    this.#far.resetAndDestroy();
    this.onEnd();
  }

  #carry(from: Socket, to: Socket, way: 'out' | 'back'): void {
    from.on('error', () => this.end());
    from.on('close', () => this.end());
    from.on('data', (chunk) => {
      if (this.fault === 'silent' || (this.fault === 'deaf' && way === 'back')) return;
      if (this.fault === 'cut' && chunk.length >= this.#bytesLeft) {
        to.write(chunk.subarray(0, this.#bytesLeft), () => this.end());
        this.#bytesLeft = 0;
        return;
      }
      this.#bytesLeft -= chunk.length;
      if (this.fault !== 'late') {
        to.write(chunk);
        return;
      }
      from.pause();
      setTimeout(
        () => {
          if (!to.destroyed) to.write(chunk);
          from.resume();
        },
        this.#random.between(...LATE_MS),
      );
    });
  }
}
