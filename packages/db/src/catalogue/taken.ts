import { type Refusal, refuse } from '@stockflow/domain';
import { uniqueViolation } from '../connection/index.ts';

/** What to refuse with when a unique key turns the row away, by the name of its constraint. */
export type TakenRefusals = Readonly<Record<string, () => Refusal>>;

/**
 * Awaits a write and says a unique violation in the words of our table. The violation has aborted the
 * transaction: the refusal must be thrown out of it, up to the savepoint of `ctx.write` or its end.
 */
export const refusingTaken = async <T>(write: Promise<T>, refusals: TakenRefusals): Promise<T> => {
  try {
    return await write;
  } catch (error) {
    const violation = uniqueViolation(error);
    const refusal = violation ? refusals[violation.constraint] : undefined;
    throw refusal ? refusal() : error;
  }
};

/** The caller made the id, and there is such a thing already: made by an earlier call, most likely. */
export const idTaken = (what: string): Refusal<'STATE_CONFLICT'> =>
  refuse('STATE_CONFLICT', { state: 'exists', allowed: [] }, `There is already a ${what} with this id.`);

/** A name that another of the kind has, whatever its case. */
export const nameTaken = (what: string, name: string): Refusal<'NAME_TAKEN'> =>
  refuse('NAME_TAKEN', { name }, `Another ${what} of this company is named "${name}".`);
