import type { Database } from '@stockflow/db';
import { createTestDatabase } from '@stockflow/db/testing';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { identify } from './identify.ts';
import { foundCompany, type Person } from './testing/people.ts';

let opened: Awaited<ReturnType<typeof createTestDatabase>>;
let owner: Person;

beforeAll(async () => {
  opened = await createTestDatabase();
  owner = await foundCompany(opened.database);
});
afterAll(() => opened.drop());

const newKey = () => owner.call.apiKeys.create({ name: 'Machine', scopes: ['stock:read'] });
const ask = (credential: string) =>
  identify({ database: opened.database, now: new Date(), credential }).then(
    () => 'in',
    (error: { code?: string }) => error.code ?? String(error),
  );
/** Holds back what the database answers to the next read until it is let go. */
const holdBack = (database: Database) => {
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const read = database.readInCompany.bind(database);
  const spy = vi.spyOn(database, 'readInCompany').mockImplementationOnce(async (...asked) => {
    const rows = await read(...asked);
    await gate;
    return rows as never;
  });
  return { spy, letGo };
};

describe('a credential that many come with at once', () => {
  test('is looked up once for the first and once for all the others', async () => {
    const { key } = await newKey();
    await ask(key); // notes its use
    const spy = vi.spyOn(opened.database, 'readInCompany');
    expect(await Promise.all(Array.from({ length: 50 }, () => ask(key)))).toEqual(Array(50).fill('in'));
    expect(spy).toHaveBeenCalledTimes(2);
    expect(await ask(key)).toBe('in');
    expect(spy).toHaveBeenCalledTimes(3);
    spy.mockRestore();
  });

  test('and revoked while a look-up is under way: who came before is in, who comes after is not', async () => {
    const { key, apiKey } = await newKey();
    await ask(key);
    const { spy, letGo } = holdBack(opened.database);
    const before = ask(key);
    await vi.waitFor(() => expect(spy).toHaveBeenCalled());
    await owner.call.apiKeys.revoke({ apiKeyId: apiKey.id });
    const after = [ask(key), ask(key)];
    letGo();
    expect(await before).toBe('in');
    expect(await Promise.all(after)).toEqual(['INVALID_CREDENTIALS', 'INVALID_CREDENTIALS']);
    spy.mockRestore();
  });

  test('a look-up that fails fails for those who shared it, and for nobody after', async () => {
    const { key } = await newKey();
    await ask(key);
    const spy = vi.spyOn(opened.database, 'readInCompany').mockRejectedValueOnce(new Error('gone'));
    expect(await Promise.all([ask(key), ask(key)])).toEqual(['Error: gone', 'in']);
    expect(await ask(key)).toBe('in');
    spy.mockRestore();
  });

  test('a session, too', async () => {
    const spy = vi.spyOn(opened.database, 'readInCompany');
    await Promise.all(Array.from({ length: 20 }, () => ask(owner.token)));
    expect(spy).toHaveBeenCalledTimes(2);
    spy.mockRestore();
  });
});
