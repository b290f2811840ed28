import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Watch } from './watch.ts';

const inMs = (ms: number) => new Date(Date.now() + ms);

test('a leave that was moved on meanwhile goes on, and ends at its new end', async () => {
  const ends: unknown[] = [];
  const newEnd = inMs(120);
  const ask = async () => {
    if (Date.now() >= newEnd.getTime()) throw new Error('over');
    return newEnd;
  };
  const watch = new Watch({ ask, now: () => new Date() }, inMs(20), (reason) => ends.push(reason));
  await sleep(60);
  expect(ends).toEqual([]);
  await sleep(150);
  expect(ends).toMatchObject([{ message: 'over' }]);
  watch.stop();
});

test('an end farther away than a timer can wait is not taken for now', async () => {
  let asked = 0;
  const ask = async () => {
    asked += 1;
    return null;
  };
  const watch = new Watch({ ask, now: () => new Date() }, inMs(400 * 86_400_000), () => undefined);
  await sleep(30);
  expect(asked).toBe(0);
  watch.stop();
});

test('after it was stopped it ends nothing any more', async () => {
  const ends: unknown[] = [];
  const ask = async (): Promise<Date | null> => {
    throw new Error('out');
  };
  const watch = new Watch({ ask, now: () => new Date() }, inMs(10), (reason) => ends.push(reason));
  watch.stop();
  await Promise.all([watch.look(), sleep(30)]);
  expect(ends).toEqual([]);
});
