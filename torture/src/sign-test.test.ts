import { expect, test } from 'vitest';
import { chanceOf, compareTimes, median } from './sign-test.ts';

test('the sign test says how likely a split is by chance', () => {
  expect(chanceOf(5, 10)).toBe(1);
  expect(chanceOf(0, 10)).toBeCloseTo(2 / 1024, 12);
  expect(chanceOf(60, 60)).toBeLessThan(1e-17);
});

test('a difference is told when it is there in most pairs and large enough, and not else', () => {
  const pairs = (count: number, times: (index: number) => readonly [number, number]) =>
    Array.from({ length: count }, (_, index) => times(index));
  expect(
    compareTimes(
      pairs(60, () => [2, 1]),
      0.05,
    ),
  ).toMatchObject({ isTold: true, longer: 60, part: 1 });
  expect(
    compareTimes(
      pairs(60, () => [1, 2]),
      0.05,
    ),
  ).toMatchObject({ isTold: true, longer: 0, part: -0.5 });
  expect(
    compareTimes(
      pairs(60, () => [1.01, 1]),
      0.05,
    ),
  ).toMatchObject({ isTold: false, longer: 60 });
  expect(
    compareTimes(
      pairs(60, (index) => (index % 2 ? [9, 1] : [1, 9])),
      0.05,
    ),
  ).toMatchObject({ isTold: false });
  expect(median([5, 1, 9])).toBe(5);
});
