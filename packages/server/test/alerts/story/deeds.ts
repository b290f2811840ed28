import type { StoryCompany } from './company.ts';
import type { Step, StepOf } from './steps.ts';

/** How each step is done, through the doors. */
export type Deeds<D extends Step['do']> = {
  [Each in D]: (company: StoryCompany, step: StepOf<Each>) => Promise<unknown>;
};

/** What a step answers that found nothing to be done with. */
export const NOTHING = 'nothing';
