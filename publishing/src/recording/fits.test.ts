import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { inputMisfits, outputMisfits, valueMisfits } from './fits.ts';
import { inputShapeOf, outputShapeOf } from './shape.ts';

const ANSWER = z.object({
  id: z.uuid(),
  note: z.string().nullable(),
  status: z.enum(['open', 'closed']),
  lines: z.array(z.object({ quantity: z.int() })),
  extra: z.string().optional(),
});
const INPUT = z.strictObject({
  name: z.string().min(1).max(50),
  kind: z.enum(['a', 'b']).optional(),
  ids: z.array(z.uuid()).max(100).optional(),
});

const answered = (now: z.ZodType) => outputMisfits(outputShapeOf(now), outputShapeOf(ANSWER));
const taken = (now: z.ZodType) => inputMisfits(inputShapeOf(INPUT), inputShapeOf(now));

describe('an answer', () => {
  test('may say more: new fields, new words', () => {
    expect(answered(ANSWER)).toEqual([]);
    expect(answered(ANSWER.extend({ more: z.int(), status: z.enum(['open', 'closed', 'new']) }))).toEqual([]);
    expect(answered(ANSWER.extend({ note: z.string(), extra: z.string() }))).toEqual([]);
  });

  test.each<[string, z.ZodType, string]>([
    ['loses a field', ANSWER.omit({ id: true }), 'answer.id: gone'],
    ['may lack one', ANSWER.partial({ id: true }), 'answer.id: may be missing now'],
    ['changes a type', ANSWER.extend({ id: z.int() }), 'answer.id: number, where there is only string'],
    [
      'becomes null',
      ANSWER.extend({ id: z.uuid().nullable() }),
      'answer.id: null, where there is only string',
    ],
    [
      'changes deep inside',
      ANSWER.extend({ lines: z.array(z.object({ quantity: z.string() })) }),
      'answer.lines[].quantity: string, where there is only number',
    ],
    ['becomes something else', z.array(ANSWER), 'answer: a list, where there is only an object'],
  ])('that %s breaks an older SDK', (_what, now, misfit) => {
    expect(answered(now)).toContain(misfit);
  });

  test('as it came is held against the shape, too', () => {
    const good = { id: 'x', note: null, status: 'new', lines: [{ quantity: 1 }], more: 1 };
    const shape = outputShapeOf(ANSWER);
    expect(valueMisfits(good, shape)).toEqual([]);
    expect(valueMisfits({ ...good, id: null }, shape)).toEqual([
      'answer.id: null, where there is only string',
    ]);
    expect(valueMisfits({ ...good, lines: [{}] }, shape)).toEqual(['answer.lines[0].quantity: gone']);
  });
});

describe('an input', () => {
  test('may take more: new optional fields, words, longer texts, null', () => {
    expect(taken(INPUT)).toEqual([]);
    const wider = {
      name: z.string().max(90),
      kind: z.enum(['a', 'b', 'c']).nullish(),
      more: z.int().optional(),
    };
    expect(taken(INPUT.extend(wider))).toEqual([]);
  });

  test.each<[string, z.ZodType, string]>([
    ['no longer knows a field', INPUT.omit({ kind: true }), 'input.kind: no longer taken'],
    ['asks for one that was optional', INPUT.required({ ids: true }), 'input.ids: now required'],
    ['asks for a new one', INPUT.extend({ more: z.int() }), 'input.more: now required'],
    [
      'takes a word less',
      INPUT.extend({ kind: z.enum(['a']).optional() }),
      "input.kind: 'b', where there is only 'a'",
    ],
    [
      'takes shorter texts',
      INPUT.extend({ name: z.string().min(1).max(40) }),
      'input.name: string 1..50, where there is only string 1..40',
    ],
    [
      'takes shorter lists',
      INPUT.extend({ ids: z.array(z.uuid()).max(10).optional() }),
      'input.ids: a list of ..100, now only ..10',
    ],
  ])('that %s breaks an older SDK', (_what, now, misfit) => {
    expect(taken(now)).toContain(misfit);
  });
});
