import { describe, expect, test } from 'vitest';
import { Ends } from '../stage/stage.ts';
import { PARTS, type PartName } from './index.ts';
import { findPostgres, findProgram } from './programs.ts';

const QUICK = { quick: true, seed: 11 };

/** The short form of `npm run torture -- grow`; a part whose program is not on this machine is skipped. */
const run = async (name: PartName) => {
  const ends = new Ends();
  try {
    return await PARTS[name](QUICK, { ends, progress: () => {} });
  } finally {
    await ends.run();
  }
};

// The first by itself, for it is the one that works hardest; the others wait more than they work.
describe('growing out of one machine', () => {
  test.skipIf(!findProgram('haproxy'))(
    'behind HAProxy a process that is replaced fails no request, one that is killed loses nothing, and limits hold',
    async () => {
      const { violations, leftOut, figures } = await run('balance');
      expect({ violations, leftOut }).toEqual({ violations: [], leftOut: undefined });
      expect(Number(figures['receipts acknowledged'])).toBeGreaterThan(20);
    },
  );

  test
    .skipIf(!findProgram('pgbouncer'))
    .concurrent(
      'through PgBouncer in transaction mode callers of several companies lose nothing and see each event once',
      async ({ expect }) => {
        const { violations, leftOut, figures } = await run('pooler');
        expect({ violations, leftOut }).toEqual({ violations: [], leftOut: undefined });
        expect(Number(figures['receipts acknowledged'])).toBeGreaterThan(20);
      },
    );

  test
    .skipIf(!findPostgres())
    .concurrent(
      'from a replica that is late, halted, gone or made a primary nobody reads less than what was committed',
      async ({ expect }) => {
        const { violations, leftOut } = await run('replica');
        expect({ violations, leftOut }).toEqual({ violations: [], leftOut: undefined });
      },
    );
});
