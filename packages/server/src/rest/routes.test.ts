import { ERROR_CODES } from '@stockflow/schemas';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { DOORS, inputOf, fieldsOf as outputFieldsOf } from '../../test/doors.ts';
import { fieldsOf } from './fields.ts';
import { titleOf, typeOf } from './problem.ts';
import { namesIn } from './route.ts';
import { ROUTES } from './routes.ts';

const rows = Object.entries(ROUTES);

test('every procedure has a row in the table of REST', () => {
  const without = DOORS.map(({ path }) => path).filter((path) => !ROUTES[path]);
  expect(
    without,
    'Add each to packages/server/src/rest/routes.ts, then: node tools/pnpm.mjs --filter @stockflow/server run openapi',
  ).toEqual([]);
});

test('every row is of a procedure that there is', () => {
  const paths = new Set(DOORS.map(({ path }) => path));
  expect(Object.keys(ROUTES).filter((path) => !paths.has(path))).toEqual([]);
});

test('no two procedures have the same verb at the same address', () => {
  // Names in braces do not tell addresses apart.
  const places = rows.map(([, { method, path }]) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`);
  expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
});

test('the two addresses of the product’s definition are where it says', () => {
  expect(ROUTES['products.create']).toMatchObject({ method: 'POST', path: '/api/products', status: 201 });
  expect(ROUTES['alerts.lowStock']).toMatchObject({
    method: 'GET',
    path: '/api/companies/{companyId}/alerts/low-stock',
  });
});

describe.each(DOORS.filter(({ path }) => ROUTES[path]).map((door) => [door.path, door] as const))(
  '%s',
  (path, door) => {
    const route = ROUTES[path]!;
    const fields = fieldsOf(route, inputOf(door));

    test('reads with GET and writes with another verb', () => {
      expect(route.method === 'GET').toBe(door.type !== 'mutation');
    });

    test('has names in its path that are fields of its input, required ones', () => {
      const shape = (inputOf(door).def as unknown as { shape: Record<string, z.ZodType> }).shape;
      for (const name of namesIn(route.path)) {
        if (route.isOwnCompany && name === 'companyId') continue;
        expect(shape[name], `${name} in ${route.path} is no field of the input`).toBeDefined();
        expect(shape[name]?.safeParse(undefined).success, `${name} is not required`).toBe(false);
      }
    });

    test('takes from the query only what a query can say', () => {
      const unsayable = [...fields.inQuery].filter(([, { kind }]) => kind === 'other');
      expect(unsayable).toEqual([]);
    });

    test('answers 204 when, and only when, it has nothing to say', () => {
      const says = door.output?.safeParse({ done: true });
      const isEmpty = says?.success === true && Object.keys(says.data as object).join() === 'done';
      expect(route.status === 204).toBe(isEmpty);
    });

    test('says where to read what it has made, at an address that can be read', () => {
      if (route.location === undefined) return;
      expect(route.status).toBe(201);
      const answered = outputFieldsOf(door.output!).map(({ pattern }) => pattern);
      for (const name of namesIn(route.location)) expect(answered).toContain(name);
      const form = (address: string) => address.replace(/\{[\w.]+\}/g, '{}');
      const readable = rows.filter(([, { method }]) => method === 'GET').map(([, row]) => form(row.path));
      expect(readable).toContain(form(route.location));
    });
  },
);

test('what is made and can be read by itself says where', () => {
  const silent = rows.filter(([, { status, location }]) => status === 201 && location === undefined);
  // Keys and invitations are only listed; a bulk makes many.
  expect(silent.map(([path]) => path).sort()).toEqual([
    'apiKeys.create',
    'apiKeys.rotate',
    'members.invite',
    'products.createMany',
  ]);
});

test('every code of the contract has a type and a title of its own', () => {
  expect(new Set(ERROR_CODES.map(typeOf)).size).toBe(ERROR_CODES.length);
  expect(titleOf('SKU_TAKEN')).toBe('SKU taken');
  expect(titleOf('ID_REUSED')).toBe('ID reused');
  expect(titleOf('INSUFFICIENT_STOCK')).toBe('Insufficient stock');
  expect(typeOf('INSUFFICIENT_STOCK')).toBe('urn:stockflow:problem:insufficient-stock');
});
