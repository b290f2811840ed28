import { describe, expect, test } from 'vitest';
import { type Burst, nextBurst, spellingsOf } from './burst.ts';

interface Typed {
  keys: readonly string[];
  gapMs: number;
  isRepeat?: boolean;
  isCommand?: boolean;
}

/** The codes that come out of these keystrokes. */
const codesOf = (...parts: Typed[]): string[] => {
  let burst: Burst | null = null;
  let atMs = 1_000;
  const codes: string[] = [];
  for (const { keys, gapMs, isRepeat = false, isCommand = false } of parts) {
    for (const key of keys) {
      atMs += gapMs;
      const step = nextBurst(burst, { key, atMs, isRepeat, isCommand });
      burst = step.burst;
      if (step.code !== null) codes.push(step.code);
    }
  }
  return codes;
};
const enter = { keys: ['Enter'], gapMs: 8 };

describe('a scanner', () => {
  test('is known by characters at most 50 ms apart that end with Enter', () => {
    expect(codesOf({ keys: [...'4006381333931'], gapMs: 8 }, enter)).toEqual(['4006381333931']);
    expect(codesOf({ keys: [...'4006381333931', 'Enter'], gapMs: 50 })).toEqual(['4006381333931']);
  });

  test('may press Shift for capitals, and scan one code right after another', () => {
    const mug = ['Shift', 'M', 'Shift', 'U', 'Shift', 'G', '-', '1'];
    expect(codesOf({ keys: mug, gapMs: 5 }, enter, { keys: [...'TEA-2'], gapMs: 5 }, enter)).toEqual([
      'MUG-1',
      'TEA-2',
    ]);
  });

  test('right after a person typed gives its own code and nothing of theirs', () => {
    expect(
      codesOf(
        { keys: ['1', '2'], gapMs: 200 },
        { keys: [...'x'], gapMs: 300 },
        { keys: [...'MUG-1'], gapMs: 51 },
        enter,
      ),
    ).toEqual([]);
    const [first, ...rest] = [...'MUG-1'];
    expect(
      codesOf(
        { keys: ['1', '2'], gapMs: 200 },
        { keys: [first ?? ''], gapMs: 300 },
        { keys: rest, gapMs: 5 },
        enter,
      ),
    ).toEqual(['MUG-1']);
  });
});

describe('a person', () => {
  test('who types, however briskly, and presses Enter scans nothing', () => {
    expect(codesOf({ keys: [...'assam', 'Enter'], gapMs: 90 })).toEqual([]);
    expect(codesOf({ keys: [...'assam'], gapMs: 20 }, { keys: ['Enter'], gapMs: 120 })).toEqual([]);
  });

  test('whose fingers roll over two or three keys and Enter scans nothing', () => {
    expect(codesOf({ keys: ['1', '2', '0', 'Enter'], gapMs: 20 })).toEqual([]);
  });

  test('who holds a key down, corrects, or gives a command scans nothing', () => {
    expect(codesOf({ keys: [...'00000000'], gapMs: 33, isRepeat: true }, enter)).toEqual([]);
    expect(codesOf({ keys: [...'MUG-', 'Backspace', ...'1'], gapMs: 10 }, enter)).toEqual([]);
    expect(codesOf({ keys: [...'acvx'], gapMs: 10, isCommand: true }, enter)).toEqual([]);
  });
});

test('a barcode of 12 digits is also looked for with the 0 before it, and the other way round', () => {
  expect(spellingsOf('036000291452')).toEqual(['036000291452', '0036000291452']);
  expect(spellingsOf('0036000291452')).toEqual(['0036000291452', '036000291452']);
  expect(spellingsOf('MUG-1')).toEqual(['MUG-1']);
});
