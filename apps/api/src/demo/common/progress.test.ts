import { expect, test } from 'vitest';
import { clock, ProgressLine } from './progress.ts';

function lineOn(isTTY: boolean) {
  const written: string[] = [];
  const out = { isTTY, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream;
  let nowMs = 0;
  const progress = new ProgressLine(out, () => nowMs);
  const wait = (ms: number) => {
    nowMs += ms;
  };
  return { progress, written, wait };
}

test('says share, count, speed, time and what is left; what was done before counts, but not as speed', () => {
  const { progress, written, wait } = lineOn(false);
  progress.begin('Loading', 1000, 'lines');
  progress.add(400, { wasBefore: true });
  wait(10_000);
  progress.add(100);
  expect(written).toEqual([
    'Loading:  40 % · 400 of 1,000 lines\n',
    'Loading:  50 % · 500 of 1,000 lines · 10/s · 0:10 elapsed · 0:50 left\n',
  ]);
});

test('off a terminal it writes a line every five seconds and a last one, not one for each call', () => {
  const { progress, written, wait } = lineOn(false);
  progress.begin('Loading', 200, 'lines');
  for (let call = 0; call < 100; call++) {
    wait(100);
    progress.add(2);
  }
  progress.end();
  progress.end();
  expect(written.length).toBeLessThanOrEqual(4);
  expect(written.at(-1)).toContain('100 %');
});

test('on a terminal it stays on one line, and what is said between does not run into it', () => {
  const { progress, written, wait } = lineOn(true);
  progress.begin('Loading', 10, 'lines');
  progress.add(1);
  wait(2000);
  progress.add(1);
  progress.say('Interrupted.');
  progress.end();
  expect(written.join('').split('\n')).toHaveLength(3);
  expect(written.join('')).toContain('\r\x1b[KInterrupted.\n');
});

test('a clock of minutes and seconds', () => {
  expect([0, 59.9, 61, 3600].map(clock)).toEqual(['0:00', '0:59', '1:01', '60:00']);
});
