import { expect, test } from 'vitest';
import { HASHES_AT_ONCE, HASHES_WAITING_MAX, hashPassword, verifyPassword } from './passwords.ts';

const PASSWORD = 'correct horse battery';

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const millisecondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
};

test('a password is hashed by argon2id with 19 MiB, two passes, one lane, each time with another salt', async () => {
  const [first, second] = await Promise.all([hashPassword(PASSWORD), hashPassword(PASSWORD)]);
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(first).not.toBe(second);
  expect(await verifyPassword(PASSWORD, first)).toBe(true);
  expect(await verifyPassword(`${PASSWORD} `, first)).toBe(false);
});

test('a letter with an accent is the same password however the keyboard composes it', async () => {
  const stored = await hashPassword('caf\u00e9 caf\u00e9 caf\u00e9');
  expect(await verifyPassword('cafe\u0301 cafe\u0301 cafe\u0301', stored)).toBe(true);
  expect(await verifyPassword('cafe cafe cafe', stored)).toBe(false);
});

test('nobody has no password, and asking takes as long as for somebody', async () => {
  const stored = await hashPassword(PASSWORD);
  const somebody: number[] = [];
  const nobody: number[] = [];
  for (let i = 0; i < 9; i++) {
    somebody.push(await millisecondsOf(() => verifyPassword('wrong', stored)));
    nobody.push(await millisecondsOf(() => verifyPassword('wrong', null)));
  }
  expect(await verifyPassword('wrong', null)).toBe(false);
  const ratio = median(nobody) / median(somebody);
  // A real difference would show as a ratio of 0.01: no hashing at all.
  expect(ratio).toBeGreaterThan(0.4);
  expect(ratio).toBeLessThan(2.5);
});

test('beyond the line of waiting callers a hash is refused as unavailable', async () => {
  const asked = HASHES_AT_ONCE + HASHES_WAITING_MAX + 5;
  const outcomes = await Promise.allSettled(
    Array.from({ length: asked }, () => verifyPassword('wrong', null)),
  );
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused).toHaveLength(5);
  for (const { reason } of refused) expect(reason).toMatchObject({ code: 'UNAVAILABLE' });
});
