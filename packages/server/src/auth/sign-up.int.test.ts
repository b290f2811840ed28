import { createTestDatabase } from '@stockflow/db/testing';
import { ROLE_SCOPES } from '@stockflow/schemas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callAs } from '../testing/index.ts';
import { callAsNobody, callWith, codeOf, newAddress, newEmail, PASSWORD } from './testing/people.ts';

let place: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  place = await createTestDatabase();
});
afterAll(() => place.drop());

const input = (email = newEmail()) => ({
  company: { name: 'Tea Trade', currency: 'EUR', timeZone: 'Europe/Berlin' },
  user: { email, password: PASSWORD, firstName: 'Ada', lastName: 'Owner' },
});

test('a company signs up with its owner, who is signed in and may do everything', async () => {
  const email = newEmail();
  const started = await callAsNobody(place.database).auth.signUp(input(email));
  expect(started.identity).toMatchObject({
    company: { name: 'Tea Trade', currency: 'EUR', timeZone: 'Europe/Berlin' },
    user: { email, role: 'owner' },
    apiKey: null,
  });
  const call = callWith(place.database, started.sessionToken ?? '');
  expect(await call.auth.me()).toEqual(started.identity);
  expect((await call.auth.me()).scopes).toEqual([...ROLE_SCOPES.owner]);
  expect(await call.company.get()).toMatchObject({
    email,
    defaultLowStockThreshold: 10,
    recentSalesWindowDays: 90,
  });
});

test('the password is kept as an argon2id hash and nowhere as it is', async () => {
  const started = await callAsNobody(place.database).auth.signUp(input());
  const companyId = started.identity.company.id;
  const users = await place.database.readInCompany<{ password_hash: string }>(companyId, {
    text: 'select * from users where company_id = $1',
    values: [companyId],
  });
  expect(users[0]?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(JSON.stringify(users)).not.toContain(PASSWORD);
});

test('an address that a person of any company has is taken, whatever its case', async () => {
  const email = newEmail();
  await callAsNobody(place.database).auth.signUp(input(email));
  expect(await codeOf(callAsNobody(place.database).auth.signUp(input(` ${email.toUpperCase()} `)))).toBe(
    'EMAIL_TAKEN',
  );
});

test('an address that another company has is taken, and the refused sign-up leaves nothing', async () => {
  const email = newEmail();
  await callAsNobody(place.database).auth.signUp(input(email));
  const second = input();
  const taken = { ...second, company: { ...second.company, email } };
  expect(await codeOf(callAsNobody(place.database).auth.signUp(taken))).toBe('EMAIL_TAKEN');
  await callAsNobody(place.database).auth.signUp(second);
});

test('fifty sign-ups of one address at once make exactly one company', async () => {
  const email = newEmail();
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, () =>
      callAsNobody(place.database)
        .auth.signUp(input(email))
        .then(({ identity }) => identity.company.id)
        .catch((error: unknown) => codeOf(Promise.reject(error))),
    ),
  );
  const companies = outcomes.filter((outcome) => outcome !== 'EMAIL_TAKEN');
  expect(companies).toHaveLength(1);
  expect(companies[0]).toMatch(/^[0-9a-f-]{36}$/);
});

test('a company id that is taken is refused, and the company that has it is untouched', async () => {
  const first = await callAsNobody(place.database).auth.signUp(input());
  const { id } = first.identity.company;
  const stolen = input();
  const asked = { ...stolen, company: { ...stolen.company, id, name: 'Thief' } };
  expect(await codeOf(callAsNobody(place.database).auth.signUp(asked))).toBe('ID_REUSED');
  const call = callWith(place.database, first.sessionToken ?? '');
  expect((await call.company.get()).name).toBe('Tea Trade');
  expect((await call.members.list()).items).toHaveLength(1);
});

test('the company may have the id that the caller made', async () => {
  const id = '0197aaaa-bbbb-7ccc-8ddd-eeeeffff0000';
  const asked = input();
  const started = await callAsNobody(place.database).auth.signUp({
    ...asked,
    company: { ...asked.company, id },
  });
  expect(started.identity.company.id).toBe(id);
});

test('one address signs up twenty companies an hour and no more', async () => {
  const call = callAs(place.database, null, { address: newAddress() });
  for (let i = 0; i < 20; i++) await call.auth.signUp(input());
  expect(await codeOf(call.auth.signUp(input()))).toBe('RATE_LIMITED');
  await callAsNobody(place.database).auth.signUp(input());
});

test('a short password, no name and a made-up time zone are each named', async () => {
  const asked = {
    company: { name: ' ', timeZone: 'Mars/Base' },
    user: { email: 'no address', password: 'short', firstName: 'A', lastName: 'B' },
  };
  await expect(callAsNobody(place.database).auth.signUp(asked)).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    cause: {
      code: 'VALIDATION_FAILED',
      details: {
        fields: expect.arrayContaining(
          ['company.name', 'company.timeZone', 'user.email', 'user.password'].map((path) =>
            expect.objectContaining({ path }),
          ),
        ),
      },
    },
  });
});
