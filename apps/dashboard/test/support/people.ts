import { createStockflow, newId, type Stockflow } from '@stockflow/sdk';
import { PASSWORD, type World } from './world.ts';

/** A colleague of the world's owner, by name and role. */
export async function colleague(
  baseUrl: string,
  world: World,
  role: 'manager' | 'operator' | 'viewer',
  [firstName, lastName]: [string, string],
): Promise<World & { id: string }> {
  const email = `${role}-${newId()}@example.com`;
  const { token } = await world.stockflow.members.invite({ email, role });
  const { sessionToken, identity } = await createStockflow({ baseUrl }).members.acceptInvitation({
    token,
    firstName,
    lastName,
    password: PASSWORD,
  });
  if (sessionToken === null || identity.user === null) throw new Error('the server gave no session');
  const stockflow: Stockflow = createStockflow({ baseUrl, session: sessionToken });
  return { ...world, email, password: PASSWORD, stockflow, id: identity.user.id };
}
