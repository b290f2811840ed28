import type { Database } from '@stockflow/db';
import { KEY_SCOPES, ROLE_SCOPES, ROLES, type Scope } from '@stockflow/schemas';
import { join, type World } from '@stockflow/server/sweep';

/** Somebody who calls, and what every door must answer them whatever they send. */
export interface Stranger {
  readonly who: string;
  readonly token: string | null;
  /** What a door of this access answers; null where it lets them in. */
  refusalAt(access: string): { status: number; code: string } | null;
}

const unknown = (who: string, token: string | null, code: string): Stranger => ({
  who,
  token,
  refusalAt: (access) => (access === 'public' ? null : { status: 401, code }),
});

const limited = (who: string, token: string, scopes: readonly Scope[]): Stranger => ({
  who,
  token,
  refusalAt: (access) =>
    access.includes(':') && !scopes.includes(access as Scope) ? { status: 403, code: 'FORBIDDEN' } : null,
});

/** Everybody who lacks something at some door of this company. */
export const strangersOf = async (world: World, database: Database): Promise<Stranger[]> => {
  const { owner } = world;
  const strangers: Stranger[] = [
    unknown('nobody', null, 'AUTH_REQUIRED'),
    unknown('nonsense', 'nonsense', 'INVALID_CREDENTIALS'),
  ];
  for (const role of ROLES.filter((one) => one !== 'owner')) {
    const { token } = await join(database, { inviter: owner, role });
    strangers.push(limited(role, token, ROLE_SCOPES[role]));
  }
  for (const scope of KEY_SCOPES) {
    const scopes = KEY_SCOPES.filter((other) => other !== scope);
    const { key } = await owner.call.apiKeys.create({ name: `all but ${scope}`, scopes: scopes as never });
    strangers.push(limited(`a key without ${scope}`, key, scopes));
  }
  const gone = await join(database, { inviter: owner, role: 'admin' });
  const revoked = await owner.call.apiKeys.create({ name: 'revoked', scopes: [...KEY_SCOPES] as never });
  await owner.call.members.deactivate({ userId: gone.userId });
  await owner.call.apiKeys.revoke({ apiKeyId: revoked.apiKey.id });
  strangers.push(unknown('a deactivated person', gone.token, 'INVALID_CREDENTIALS'));
  strangers.push(unknown('a revoked key', revoked.key, 'INVALID_CREDENTIALS'));
  return strangers;
};
