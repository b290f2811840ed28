import { createTestDatabase } from '@stockflow/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  callAsNobody,
  codeOf,
  foundCompany,
  join,
  newEmail,
  PASSWORD,
  type Person,
  refusalOf,
} from '../auth/testing/people.ts';

let place: Awaited<ReturnType<typeof createTestDatabase>>;
let time: Date;
let owner: Person;
const now = () => time;
beforeAll(async () => {
  place = await createTestDatabase();
});
afterAll(() => place.drop());
beforeEach(async () => {
  time = new Date('2026-03-01T12:00:00Z');
  owner = await foundCompany(place.database, now);
});

const accept = (token: string) =>
  callAsNobody(place.database, now).members.acceptInvitation({
    token,
    firstName: 'Joe',
    lastName: 'New',
    password: PASSWORD,
  });
const open = async () => (await owner.call.members.listInvitations()).items;

test('an invited person follows the link, has the role, and signs in', async () => {
  const email = newEmail();
  const { invitation, token, link } = await owner.call.members.invite({ email, role: 'operator' });
  expect(link).toBe(`http://127.0.0.1/invite/${token}`);
  expect(invitation).toMatchObject({ email, role: 'operator', invitedById: owner.userId });
  expect(invitation.expiresAt).toBe('2026-03-08T12:00:00.000Z');
  const started = await accept(token);
  expect(started.identity).toMatchObject({
    company: { id: owner.companyId },
    user: { email, role: 'operator' },
  });
  const again = await callAsNobody(place.database, now).auth.signIn({ email, password: PASSWORD });
  expect(again.identity).toEqual(started.identity);
  expect(await open()).toEqual([]);
});

test('of the link only a hash is kept', async () => {
  const { token } = await owner.call.members.invite({ email: newEmail(), role: 'viewer' });
  const rows = await place.database.readInCompany(owner.companyId, {
    text: 'select * from invitations where company_id = $1',
    values: [owner.companyId],
  });
  expect(JSON.stringify(rows)).not.toContain(token.slice(-33));
  expect(JSON.stringify(await open())).not.toContain(token.slice(-33));
});

describe('a link that does not work', () => {
  test('is refused in the same words: used, taken back, replaced, expired, changed, made up, company closed', async () => {
    const invite = (email = newEmail()) => owner.call.members.invite({ email, role: 'viewer' });
    const used = await invite();
    await accept(used.token);
    const revoked = await invite();
    await owner.call.members.revokeInvitation({ invitationId: revoked.invitation.id });
    const replaced = await invite();
    await invite(replaced.invitation.email);
    const foreign = await foundCompany(place.database, now, 'Closed Ltd');
    const ofClosed = await foreign.call.members.invite({ email: newEmail(), role: 'viewer' });
    await foreign.call.company.close({ confirmName: 'Closed Ltd' });
    const good = await invite();
    const changed = good.token.slice(0, -1) + (good.token.endsWith('x') ? 'y' : 'x');
    const tokens = [used, revoked, replaced, ofClosed].map(({ token }) => token);
    const refusals = [];
    for (const token of [...tokens, changed, 'x', good.token.slice(1)])
      refusals.push(await refusalOf(accept(token)));
    time = new Date('2026-03-08T12:00:00.000Z');
    refusals.push(await refusalOf(accept(good.token)));
    expect(refusals[0]?.code).toBe('NOT_FOUND');
    for (const refusal of refusals) expect(refusal).toEqual(refusals[0]);
  });

  test('dies with its maker: deactivated, or no longer allowed to invite', async () => {
    const [gone, demoted] = [
      await join(place.database, { inviter: owner, role: 'admin', now }),
      await join(place.database, { inviter: owner, role: 'admin', now }),
    ];
    const links = [
      await gone.call.members.invite({ email: newEmail(), role: 'viewer' }),
      await demoted.call.members.invite({ email: newEmail(), role: 'viewer' }),
    ];
    await owner.call.members.deactivate({ userId: gone.userId });
    await owner.call.members.updateRole({ userId: demoted.userId, role: 'manager' });
    for (const { token } of links) expect(await codeOf(accept(token))).toBe('NOT_FOUND');
    expect(await open()).toEqual([]);
  });
});

test('a link that ten follow at once lets one in', async () => {
  const { token } = await owner.call.members.invite({ email: newEmail(), role: 'viewer' });
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => accept(token)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect((await owner.call.members.list()).items).toHaveLength(2);
});

test('ten invitations of one address at once leave one open', async () => {
  const email = newEmail();
  const made = await Promise.all(
    Array.from({ length: 10 }, () => owner.call.members.invite({ email, role: 'viewer' })),
  );
  const left = await open();
  expect(left).toHaveLength(1);
  const codes = await Promise.all(
    made.map(({ token }) =>
      accept(token).then(
        () => 'in',
        () => 'out',
      ),
    ),
  );
  expect(codes.filter((code) => code === 'in')).toHaveLength(1);
});

describe('an address in use', () => {
  test('by one of the company’s own people is refused when inviting', async () => {
    const gone = await join(place.database, { inviter: owner, role: 'viewer', now });
    await owner.call.members.deactivate({ userId: gone.userId });
    for (const email of [owner.email, gone.email]) {
      expect(await codeOf(owner.call.members.invite({ email, role: 'viewer' }))).toBe('EMAIL_TAKEN');
    }
  });

  test('by another company is not told when inviting, and refused on accepting; the link stays good', async () => {
    const stranger = await foundCompany(place.database, now);
    const { token } = await owner.call.members.invite({ email: stranger.email, role: 'viewer' });
    expect(await codeOf(accept(token))).toBe('EMAIL_TAKEN');
    expect(await open()).toHaveLength(1);
    expect((await stranger.call.auth.me()).company.id).toBe(stranger.companyId);
  });
});

describe('inviting', () => {
  test('is for admins and the owner, up to their own role', async () => {
    const admin = await join(place.database, { inviter: owner, role: 'admin', now });
    const manager = await join(place.database, { inviter: owner, role: 'manager', now });
    await admin.call.members.invite({ email: newEmail(), role: 'admin' });
    expect(await codeOf(manager.call.members.invite({ email: newEmail(), role: 'viewer' }))).toBe(
      'FORBIDDEN',
    );
    const asOwner = { email: newEmail(), role: 'owner' as 'admin' };
    expect(await codeOf(owner.call.members.invite(asOwner))).toBe('VALIDATION_FAILED');
  });

  test('is taken back once or twice, but not after it was used, and not by another company', async () => {
    const { invitation, token } = await owner.call.members.invite({ email: newEmail(), role: 'viewer' });
    const stranger = await foundCompany(place.database, now);
    const invitationId = invitation.id;
    expect(await codeOf(stranger.call.members.revokeInvitation({ invitationId }))).toBe('NOT_FOUND');
    await accept(token);
    expect(await codeOf(owner.call.members.revokeInvitation({ invitationId }))).toBe('STATE_CONFLICT');
    const second = await owner.call.members.invite({ email: newEmail(), role: 'viewer' });
    const revoke = { invitationId: second.invitation.id };
    expect(await owner.call.members.revokeInvitation(revoke)).toEqual({ done: true });
    expect(await owner.call.members.revokeInvitation(revoke)).toEqual({ done: true });
  });

  test('shows the open ones, the newest first, page by page', async () => {
    const made: string[] = [];
    for (let i = 0; i < 3; i++) {
      made.unshift((await owner.call.members.invite({ email: newEmail(), role: 'viewer' })).invitation.id);
    }
    const first = await owner.call.members.listInvitations({ limit: 2 });
    const rest = await owner.call.members.listInvitations({ limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(made);
    expect(rest.nextCursor).toBeNull();
    time = new Date('2026-03-08T12:00:00.000Z');
    expect(await open()).toEqual([]);
  });
});
