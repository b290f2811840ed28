import { describe, expect, test } from 'vitest';
import { apiReportOf, keptReportOf, reportPathOf } from '../src/api-report.ts';
import { packedPackages } from '../src/packages.ts';

const packages = await packedPackages();

/** What is in one list and not in the other, counted: a report has the same line more than once. */
const lacking = (from: readonly string[], others: readonly string[]): string[] => {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return from.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
};

describe.each(packages)('$name', (one) => {
  test('has the public surface that was last reviewed', async () => {
    const [kept, now] = [(await keptReportOf(one)).split('\n'), (await apiReportOf(one)).split('\n')];
    const [gone, come] = [lacking(kept, now), lacking(now, kept)];
    const words =
      `The public surface of ${one.name} has changed. If that is meant: npm run api-report, and commit ` +
      `${reportPathOf(one)} so that it is reviewed; what is removed or narrowed needs a major version.`;
    const difference = [...gone.map((line) => `- ${line}`), ...come.map((line) => `+ ${line}`)].slice(0, 60);
    expect(difference, `${words}\n${difference.join('\n')}\n`).toEqual([]);
    expect(now.length, 'lines of the report').toBeGreaterThan(50);
  }, 120_000);
});
