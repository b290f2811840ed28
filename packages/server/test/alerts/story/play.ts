import { keepFigures } from '@stockflow/db';
import { TRPCError } from '@trpc/server';
import { wireErrorOf } from '../../../src/core/wire-error.ts';
import type { StoryCompany } from './company.ts';
import { type Deeds, NOTHING } from './deeds.ts';
import { CATALOGUE } from './play-catalogue.ts';
import { SALES } from './play-sales.ts';
import { STOCK } from './play-stock.ts';
import type { Step } from './steps.ts';

const DEEDS: Deeds<Step['do']> = {
  ...CATALOGUE,
  ...STOCK,
  ...SALES,
  pass: async (company, { hours }) => company.pass(hours),
  keepFigures: ({ database, id, now }) => keepFigures(database, id, now),
};

/** Does a step. Answers what came of it: `done`, `nothing` to do it with, or the code of a refusal. A bug is thrown. */
export const play = async (company: StoryCompany, step: Step): Promise<string> => {
  const deed = DEEDS[step.do] as (company: StoryCompany, step: Step) => Promise<unknown>;
  try {
    return (await deed(company, step)) === NOTHING ? NOTHING : 'done';
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    const { code, status } = wireErrorOf(error, '');
    if (status >= 500) throw error.cause ?? error;
    return code;
  }
};
