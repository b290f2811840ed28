import type { IncomingMessage } from 'node:http';

/** More than this is not read, even to be thrown away. */
const BYTES_MAX = 16 * 1024 ** 2;
const TIME_MAX_MS = 5_000;

/**
 * Reads a request's body to its end and throws it away, as nginx's `lingering_close` does: a connection that is closed while
 * its other end still sends takes the answer with it, and the caller hears "connection reset" and not why. Within limits.
 */
export const readToEnd = (request: IncomingMessage): Promise<void> =>
  new Promise((resolve) => {
    if (request.complete || request.destroyed) {
      resolve();
      return;
    }
    let bytes = 0;
    const count = (chunk: Buffer | string) => {
      bytes += chunk.length;
      if (bytes > BYTES_MAX) done();
    };
    const timer = setTimeout(() => done(), TIME_MAX_MS);
    const done = () => {
      clearTimeout(timer);
      request.off('data', count).off('end', done).off('close', done).off('error', done);
      request.resume(); // what comes still is not looked at
      resolve();
    };
    request.on('data', count).once('end', done).once('close', done).once('error', done);
    request.resume();
  });
