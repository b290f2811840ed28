import { createStockflow, Pager } from '@stockflow/sdk';
import { appRouter } from '@stockflow/server';
import { describe, expect, test } from 'vitest';
import { READS, WITHOUT_KEY, WRITES } from '../src/procedures.ts';

interface Door {
  _def: { type: string; inputs: { shape?: object; unwrap?(): { shape: object } }[] };
}
const doors = Object.entries(appRouter._def.procedures) as unknown as [string, Door][];
const pathsOf = (table: Record<string, object>) =>
  Object.entries(table)
    .flatMap(([group, methods]) => Object.keys(methods).map((name) => `${group}.${name}`))
    .sort();

/** Changes who calls: whoever signs in or out throws away all that was read. */
const NOT_HERE = [
  'auth.changePassword',
  'auth.signIn',
  'auth.signOut',
  'auth.signOutEverywhere',
  'auth.signUp',
  'company.close',
  'members.acceptInvitation',
];

describe('the tables', () => {
  test('name every read of the server', () => {
    const reads = doors.filter(([, door]) => door._def.type === 'query').map(([path]) => path);
    expect(pathsOf(READS)).toEqual(reads.sort());
  });
  test('name every write of the server, but for those that change who calls', () => {
    const writes = doors.filter(([, door]) => door._def.type === 'mutation').map(([path]) => path);
    expect(pathsOf(WRITES)).toEqual(writes.filter((path) => !NOT_HERE.includes(path)).sort());
  });
  test('know which writes carry no idempotency key', () => {
    const keyless = doors.filter(([path, { _def }]) => {
      const [input] = _def.inputs;
      const { shape = {} } = input?.shape ? input : (input?.unwrap?.() ?? {});
      return pathsOf(WRITES).includes(path) && !('idempotencyKey' in shape);
    });
    expect(keyless.map(([path]) => path)).toEqual([...WITHOUT_KEY]);
  });
  test('have every write make its own group old', () => {
    for (const [group, methods] of Object.entries(WRITES)) {
      for (const [name, makesOld] of Object.entries(methods)) {
        const own = group === 'inventory' && name === 'extend' ? 'reservations' : group;
        expect([name, makesOld]).toEqual([name, expect.arrayContaining([own])]);
      }
    }
  });
  test('know which reads come in pages', () => {
    const stockflow = createStockflow({ baseUrl: 'http://127.0.0.1:1', retriesMax: 0 });
    for (const [group, methods] of Object.entries(READS)) {
      const calls = stockflow[group as keyof typeof READS] as unknown as Record<
        string,
        (input: object) => unknown
      >;
      for (const [name, kind] of Object.entries(methods)) {
        const answer = calls[name]?.({ signal: AbortSignal.abort() });
        if (answer instanceof Promise) answer.catch(() => undefined);
        expect([name, answer instanceof Pager]).toEqual([name, kind === 'list']);
      }
    }
  });
});
