import type { Database } from '@stockflow/db';
import {
  DOORS,
  type Door,
  EXAMPLES,
  fieldsOf,
  inputOf,
  kindOf,
  placesOf,
  type Victim,
  type World,
  type WorldIds,
  withValueAt,
} from '@stockflow/server/sweep';
import { uuidv7 } from 'uuidv7';
import type { Findings } from '../attack.ts';
import { comparable, type Way } from './ways.ts';

/** A place of a door's input where somebody else's id may stand. */
export interface IdField {
  readonly door: Door;
  readonly pattern: string;
  readonly kind: keyof WorldIds;
}

/** All of them; a field of which nobody says what it names fails. */
export const idFields = (): IdField[] =>
  DOORS.flatMap((door) =>
    fieldsOf(inputOf(door))
      .filter(({ isId }) => isId)
      .map(({ pattern }) => ({ door, pattern, kind: kindOf(door.path, pattern) }))
      .filter((field): field is IdField => !['own', 'elsewhere'].includes(field.kind)),
  );

/** Calls a door with its example, in which an id stands in the field. */
export const callerOf = async (
  { door, pattern }: IdField,
  { world, database, way, place = 0 }: { world: World; database: Database; way: Way; place?: number },
) => {
  const example = await EXAMPLES[door.path]?.(world, database);
  const at = placesOf(example, pattern)[place];
  if (at === undefined) return null;
  return (id: string) =>
    way({
      door,
      input: withValueAt(example, at, id) as Record<string, unknown>,
      token: world.owner.token,
      companyId: world.owner.companyId,
    });
};

/** Somebody else's id is answered as one that never was, and tells nothing; says how many calls that took. */
export const holdForeignIds = async (
  field: IdField,
  stand: { world: World; victim: Victim; database: Database; way: Way; name: string },
  findings: Findings,
): Promise<number> => {
  const { victim, name } = stand;
  const where = `${name}: ${field.door.path} ${field.pattern}`;
  const foreign = victim.world.ids[field.kind];
  let calls = 0;
  for (let place = 0; ; place += 1) {
    const call = await callerOf(field, { ...stand, place });
    if (!call) break;
    const unknown = uuidv7();
    const [told, toldUnknown] = [await call(foreign), await call(unknown)];
    calls += 2;
    const leaks = victim.leaksIn(told.text, foreign);
    findings.expect(leaks.length === 0, `${where}: the answer holds ${leaks.slice(0, 3).join(', ')}`);
    findings.expect(
      comparable(told, foreign) === comparable(toldUnknown, unknown),
      `${where}: another company's id is answered ${told.status} ${told.text.slice(0, 200)}; one that never was ${toldUnknown.status} ${toldUnknown.text.slice(0, 200)}`,
    );
    const codes = field.door.type === 'mutation' ? ['NOT_FOUND', 'INVALID_REFERENCE'] : ['NOT_FOUND', null];
    findings.expect(codes.includes(told.code), `${where}: answered ${told.status} ${told.code}`);
  }
  findings.expect(calls > 0, `${where}: no example has this field`);
  return calls;
};
