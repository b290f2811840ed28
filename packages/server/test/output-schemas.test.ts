import { alertMessageSchema, outputSchemas, validateAnswer, watchReadySchema } from '@stockflow/schemas';
import { expect, test } from 'vitest';
import { appRouter } from '../src/router.ts';

interface Procedure {
  _def: { type: string; output?: unknown };
}
const doors = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>);

test('the contract has what every door answers, and nothing else', () => {
  expect(Object.keys(outputSchemas).sort()).toEqual(doors.map(([path]) => path).sort());
});

test.each(doors.filter(([, { _def }]) => _def.type !== 'subscription'))('%s', (path, { _def }) => {
  expect(outputSchemas[path as keyof typeof outputSchemas]).toBe(_def.output);
});

test('of a stream it has the events: its messages without the one that says that it is ready', () => {
  const streams = doors.filter(([, { _def }]) => _def.type === 'subscription').map(([path]) => path);
  expect(streams).toEqual(['alerts.onChange']);
  expect(alertMessageSchema.options).toEqual([watchReadySchema, outputSchemas['alerts.onChange']]);
});

test('an answer that does not fit throws, and so does a procedure that is not known', () => {
  expect(() => validateAnswer('auth.signOut', { done: true })).not.toThrow();
  expect(() => validateAnswer('auth.signOut', { done: 'yes' })).toThrow(/done/);
  expect(() => validateAnswer('toString', {})).toThrow(/does not know toString/);
});
