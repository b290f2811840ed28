import { expect, test } from 'vitest';
import { Ends } from '../stage/stage.ts';
import { tortureTenants } from './index.ts';

/** The short form of `npm run torture -- tenants`: one round, a third of procedures and fields, no times. */
test('whoever may not is refused at every procedure, and of another company nothing is told or changed', async () => {
  const ends = new Ends();
  try {
    const { violations, figures } = await tortureTenants(
      { quick: true, seed: 5 },
      { ends, progress: () => {} },
    );
    expect(violations).toEqual([]);
    expect(Number(figures['calls by whoever may not'])).toBeGreaterThan(400);
    expect(Number(figures['calls that compare a foreign id with one that never was'])).toBeGreaterThan(80);
  } finally {
    await ends.run();
  }
});
