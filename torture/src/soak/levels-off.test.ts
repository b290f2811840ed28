import { expect, test } from 'vitest';
import { growthOf } from './levels-off.ts';
import type { Sample } from './sample.ts';

const MIB = 1024 ** 2;
const samplesOf = (change: (at: number) => Partial<Sample>) =>
  Array.from({ length: 90 }, (_, at) => ({
    memory: 300 * MIB,
    files: 90,
    connections: 20,
    deadPercent: 10,
    overdue: 5,
    ...change(at),
  }));
const growing = (change: (at: number) => Partial<Sample>) =>
  growthOf(samplesOf(change)).flatMap(({ name, levelsOff }) => (levelsOff ? [] : [name]));

test('what stays, warms up, or goes up and down levels off', () => {
  expect(growing(() => ({}))).toEqual([]);
  expect(growing((at) => ({ memory: Math.min(400, 200 + at * 10) * MIB }))).toEqual([]);
  expect(growing((at) => ({ deadPercent: (at % 10) * 4, overdue: (at % 7) * 30 }))).toEqual([]);
});

test('what goes on growing is found', () => {
  expect(growing((at) => ({ memory: (300 + 2 * at) * MIB }))).toEqual(['memory']);
  expect(growing((at) => ({ files: 90 + at }))).toEqual(['files']);
  expect(growing((at) => ({ connections: 20 + at / 4 }))).toEqual(['connections']);
  expect(growing((at) => ({ deadPercent: at * 2, overdue: at * 20 }))).toEqual(['deadPercent', 'overdue']);
});
