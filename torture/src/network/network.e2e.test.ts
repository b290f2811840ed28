import { expect, test } from 'vitest';
import { Ends } from '../stage/stage.ts';
import { tortureNetwork } from './index.ts';

/** The short form of `npm run torture -- network`. */
test('over lines that are late, cut, deaf or silent no write is lost or doubled, and all recovers by itself', async () => {
  const ends = new Ends();
  try {
    const { violations, figures } = await tortureNetwork(
      { quick: true, seed: 7 },
      { ends, progress: () => {} },
    );
    expect(violations).toEqual([]);
    expect(Number(figures['receipts acknowledged'])).toBeGreaterThan(20);
  } finally {
    await ends.run();
  }
});
