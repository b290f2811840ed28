import { expect, test } from 'vitest';
import { FairLine } from './fair-line.ts';

/** A line with a clock of its own, and what has begun in it. */
const makeLine = () => {
  let time = 0;
  const line = new FairLine(() => time);
  const begun: string[] = [];
  const call = (company: string): boolean => {
    const waiting = line.enter(company);
    if (!waiting) begun.push(company);
    else void waiting.then(() => begun.push(company));
    return waiting === undefined;
  };
  const pass = (ms: number) => {
    time += ms;
  };
  const end = async (company: string) => {
    line.leave(company);
    await Promise.resolve();
  };
  const times = (count: number, work: () => void) => Array.from({ length: count }, work);
  return { call, end, pass, begun, times };
};

test('a company that is alone has no limit', () => {
  const { call, times, pass } = makeLine();
  times(500, () => {
    pass(10);
    expect(call('loud')).toBe(true);
  });
});

test('beside another a loud one waits, and the other begins at once', async () => {
  const { call, end, pass, begun, times } = makeLine();
  times(40, () => call('loud'));
  pass(100);
  expect(call('quiet')).toBe(true);
  pass(100);
  expect(call('loud')).toBe(false);
  // It waits until its own part is free, though many of its calls end meanwhile.
  for (let ended = 0; ended < 28; ended += 1) await end('loud');
  expect(begun.filter((company) => company === 'loud')).toHaveLength(40);
  await end('loud');
  await end('loud');
  expect(begun.filter((company) => company === 'loud')).toHaveLength(41);
  times(3, () => expect(call('quiet')).toBe(true));
});

test('those who wait take turns, and everybody who waits begins at last', async () => {
  const { call, end, pass, begun, times } = makeLine();
  for (const company of ['a', 'b', 'c']) times(4, () => call(company));
  pass(100);
  times(6, () => call('a'));
  times(3, () => call('b'));
  times(3, () => call('c'));
  expect(begun).toHaveLength(12);
  for (const company of ['a', 'b', 'c', 'a', 'b', 'c']) await end(company);
  expect(begun.slice(12).toSorted()).toEqual(['a', 'a', 'b', 'b', 'c', 'c']);
  for (let ended = 0; ended < 12; ended += 1) await end(['a', 'b', 'c'][ended % 3] ?? '');
  expect(begun).toHaveLength(24);
});

test('who has not called for a second shares no more', () => {
  const { call, pass, times } = makeLine();
  times(13, () => call('loud'));
  expect(call('quiet')).toBe(true);
  pass(60);
  expect(call('loud')).toBe(false);
});

test('a company that has ended its calls and is quiet is forgotten', async () => {
  const { call, end, pass, times } = makeLine();
  call('quiet');
  await end('quiet');
  pass(1_100);
  times(40, () => expect(call('loud')).toBe(true));
});

test('invented credentials have one part together, and take none from those that are known', () => {
  const line = new FairLine(() => 0);
  expect(line.partyOf(undefined)).toBeUndefined();
  line.learn('end-of-a-key', 'company');
  expect(line.partyOf('end-of-a-key')).toBe('company');
  const strangers = Array.from({ length: 100 }, (_, index) => line.partyOf(`invented ${index}`));
  expect(new Set(strangers).size).toBe(1);
  expect(strangers).not.toContain('company');
});
