import { describe, expect, test } from 'vitest';
import { errorOf, transportOver } from '../../test/client.ts';
import { results, stream } from '../../test/fake-fetch.ts';
import { UnexpectedAnswerError } from '../errors/base.ts';

const positive = (procedure: string, answer: unknown): void => {
  const { sequence } = answer as { sequence: number };
  if (sequence < 0) throw new RangeError(`${procedure}: ${sequence}`);
};
const over = (...answers: number[]) =>
  transportOver(
    (sent) =>
      sent.headers.accept === 'text/event-stream'
        ? stream(sent, { events: answers.map((sequence) => ({ type: 'x', sequence })), isLeftOpen: true })
        : results(sent, ...answers.map((sequence) => ({ sequence }))),
    { validate: positive },
  );

describe('with validate', () => {
  test('an answer that passes comes as it is', async () => {
    expect(await over(1).transport.read('a.get', {}, undefined)).toEqual({ sequence: 1 });
  });

  test.each(['read', 'write'] as const)(
    'a %s whose answer does not pass ends with an error that says why, and is not sent again',
    async (kind) => {
      const { transport, sent } = over(-1);
      const error = await errorOf(transport[kind]('a.call', {}, undefined));
      expect(error).toBeInstanceOf(UnexpectedAnswerError);
      expect(error).toMatchObject({
        code: 'UNEXPECTED_ANSWER',
        retryable: false,
        requestId: sent[0]!.headers['request-id'],
        cause: expect.any(RangeError),
        message: expect.stringContaining('a.call: -1'),
      });
      // A write was done all the same: its key is there to ask again.
      expect((error as UnexpectedAnswerError).idempotencyKey).toEqual(
        kind === 'write' ? expect.any(String) : null,
      );
      expect(sent).toHaveLength(1);
    },
  );

  test('one answer of a batch that does not pass leaves the others theirs', async () => {
    const { transport } = over(1, -1, 3);
    const all = await Promise.allSettled([1, 2, 3].map((id) => transport.read('a.get', { id }, undefined)));
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  test('a live event that does not pass ends the stream, after those that did', async () => {
    const { transport, sent } = over(1, -2);
    const seen: unknown[] = [];
    const follow = async () => {
      for await (const event of transport.live('a.onChange', {}, {})) seen.push(event);
    };
    expect(await errorOf(follow())).toBeInstanceOf(UnexpectedAnswerError);
    expect(seen).toMatchObject([{ sequence: 1 }]);
    expect(sent).toHaveLength(1);
  });
});
