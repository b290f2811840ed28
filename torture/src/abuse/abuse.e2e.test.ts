import { expect, test } from 'vitest';
import { Ends } from '../stage/stage.ts';
import { tortureAbuse } from './index.ts';

/** The short form of `npm run torture -- abuse`; the loud neighbour is measured by the long one. */
test('slow connections, huge bodies and batches, other sites, guesses and hoarders get what they may, and others are answered', async () => {
  const ends = new Ends();
  try {
    const { violations, figures } = await tortureAbuse(
      { quick: true, seed: 4 },
      { ends, progress: () => {} },
    );
    expect(violations).toEqual([]);
    expect(figures['of them heard']).toBe(10);
    expect(Number(figures['calls answered meanwhile'])).toBeGreaterThan(5);
  } finally {
    await ends.run();
  }
});
