import type { Socket } from 'node:net';
import { ERROR_TABLE, type ErrorCode } from '@stockflow/schemas';
import { uuidv7 } from 'uuidv7';
import { PROBLEM_TYPE, problemOf } from '../rest/problem.ts';

/** Why Node gave a request up before there was one: its code, what is answered, and words. */
const REASONS: Readonly<Record<string, { status: number; code: ErrorCode; message: string }>> = {
  HPE_HEADER_OVERFLOW: {
    status: ERROR_TABLE.PAYLOAD_TOO_LARGE.status,
    code: 'PAYLOAD_TOO_LARGE',
    message: 'The address and the headers are more than 16 KiB together. Ask for fewer things at once.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    code: 'VALIDATION_FAILED',
    message: 'The request did not arrive whole in time.',
  },
};
const MALFORMED = {
  status: 400,
  code: 'VALIDATION_FAILED',
  message: 'The request is not HTTP that can be read.',
} as const;

/**
 * Answers what is no request: one that does not parse, is too large in its head or does not arrive. In our words, and with
 * word that the connection ends, for a client that keeps connections would send its next request into one that is gone.
 */
export const answerUnreadable = (
  error: NodeJS.ErrnoException & { rawPacket?: unknown },
  socket: Socket,
): void => {
  // The other end is gone, or something was answered already.
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy();
  const { status, code, message } = REASONS[error.code ?? ''] ?? MALFORMED;
  const requestId = uuidv7();
  const details = code === 'VALIDATION_FAILED' ? { fields: [{ path: '', message }] } : null;
  // `message` as well, as other addresses than REST's have it: it is not known which was meant.
  const body = JSON.stringify({ ...problemOf({ code, message, requestId, details, status }), message });
  const head = [
    `HTTP/1.1 ${status} ${code}`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    `Request-Id: ${requestId}`,
    'X-Content-Type-Options: nosniff',
    'Cache-Control: no-store',
    'Connection: close',
  ];
  // What is still being sent is not read: destroyed at once, the other end might lose the answer with it.
  const isHead = Buffer.isBuffer(error.rawPacket) && error.rawPacket.toString('latin1', 0, 5) === 'HEAD ';
  socket.end(`${head.join('\r\n')}\r\n\r\n${isHead ? '' : body}`, () =>
    setTimeout(() => socket.destroy(), 500).unref(),
  );
};
