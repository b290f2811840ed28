import { Refusal } from '../../refusal.ts';

/** The code that `work` is refused with, or "allowed". A surprise stays one. */
export const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'allowed';
};
