import { expect, test } from 'vitest';
import { Ends } from '../stage/stage.ts';
import { tortureSoak } from './index.ts';

/** The short form of `npm run torture -- soak`: no time to level off in, but to see what is pruned. */
test('what is out of its time goes while everything is at work: sessions, answers kept for ids, holds', async () => {
  const ends = new Ends();
  try {
    const { violations, figures } = await tortureSoak({ quick: true, seed: 2 }, { ends, progress: () => {} });
    expect(violations).toEqual([]);
    expect(Number(figures['rows made old'])).toBeGreaterThan(20);
  } finally {
    await ends.run();
  }
});
