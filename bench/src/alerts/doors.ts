import type { Database } from '@stockflow/db';
// Parts of the server that nothing else may use: hence past its package's door.
import { identify } from '../../../packages/server/src/auth/identify.ts';
import { callAs } from '../../../packages/server/src/testing/index.ts';
import { type MadeCompany, PASSWORD } from './data/generate.ts';

/**
 * The doors of a generated company, called by its owner in this process: without HTTP, and at the data's time. `inside` is
 * what they work on, when it is not what the owner signs in by.
 */
export const doorsOf = async (database: Database, { email }: MadeCompany, now: Date, inside = database) => {
  const clock = () => now; // It stands: kept data ages, and its window must not move.
  const { sessionToken } = await callAs(database, null, { now: clock }).auth.signIn({
    email,
    password: PASSWORD,
  });
  const owner = await identify({ database, now, credential: sessionToken ?? '' });
  return callAs(inside, owner, { now: clock });
};
