import { expect, test } from 'vitest';
import { Findings } from '../attack.ts';
import { Ends } from '../stage/stage.ts';
import { Claims } from './claims.ts';
import { tortureCrash } from './index.ts';

/** The short form of `npm run torture -- crash`. */
test('after kills of API processes and PostgreSQL the books say what callers were told, and alerts are the model’s', async () => {
  const ends = new Ends();
  try {
    const { violations, figures } = await tortureCrash(
      { quick: true, seed: 3 },
      { ends, progress: () => {} },
    );
    expect(violations).toEqual([]);
    expect(Number(figures['calls acknowledged'])).toBeGreaterThan(50);
  } finally {
    await ends.run();
  }
});

test('what was acknowledged and is gone, is there twice, was refused and is there, or nobody asked for, is found', async () => {
  const findings = new Findings();
  const claims = new Claims(findings);
  await Promise.all(['a', 'b', 'c'].map((name) => claims.claim(name, async () => name)));
  claims.outcomes.set('d', 'refused');
  claims.outcomes.set('e', 'unknown');
  claims.outcomes.set('f', 'unknown');
  claims.holdAgainst(
    new Map([
      ['a', 1],
      ['b', 2],
      ['d', 1],
      ['e', 1],
      ['g', 1],
    ]),
  );
  expect(findings.violations).toEqual([
    'b was acknowledged and is there 2 times',
    'c was acknowledged and is there 0 times',
    'd was refused and is there 1 times',
    'g is there and nobody asked for it',
  ]);
});
