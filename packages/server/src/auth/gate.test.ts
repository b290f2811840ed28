import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createGate } from './gate.ts';

const full = () => new Error('full');

test('never more at once than allowed, all get their turn, in order', async () => {
  const gate = createGate({ atOnce: 2, waitingMax: 100 });
  let inside = 0;
  let most = 0;
  const begun: number[] = [];
  const work = (i: number) => async () => {
    begun.push(i);
    inside += 1;
    most = Math.max(most, inside);
    await sleep(1);
    inside -= 1;
    return i;
  };
  const results = await Promise.all(Array.from({ length: 20 }, (_, i) => gate.pass(work(i), full)));
  expect(results).toEqual(Array.from({ length: 20 }, (_, i) => i));
  expect(begun).toEqual(results);
  expect(most).toBe(2);
});

test('a full line turns away at once, and lets in again when it is shorter', async () => {
  const gate = createGate({ atOnce: 1, waitingMax: 1 });
  const first = gate.pass(() => sleep(10), full);
  const second = gate.pass(() => sleep(1), full);
  await expect(gate.pass(() => sleep(1), full)).rejects.toThrow('full');
  await Promise.all([first, second]);
  await expect(gate.pass(async () => 'in', full)).resolves.toBe('in');
});

test('work that fails gives its place back', async () => {
  const gate = createGate({ atOnce: 1, waitingMax: 0 });
  const failing = gate.pass(async () => Promise.reject(new Error('broken')), full);
  await expect(failing).rejects.toThrow('broken');
  await expect(gate.pass(async () => 'in', full)).resolves.toBe('in');
});
