import type { Database, Statement } from '@stockflow/db';

interface LookUps {
  /** Begun, and not answered yet. */
  readonly underWay: Promise<unknown>;
  /** For those who came since: begins when the one before it has ended. */
  next: Promise<unknown> | undefined;
}

const lookUps = new WeakMap<Database, Map<string, LookUps>>();

/**
 * Looks a credential up, once for all who ask with it at the same time: who comes while a look-up is under way waits for
 * the next one, which all who came meanwhile share. So many callers with one key cost little more than one, nobody who is
 * alone waits, and no answer is older than its question: a key that was revoked before the request came is never found good.
 */
export const lookUp = <Row>(database: Database, companyId: string, statement: Statement): Promise<Row[]> => {
  let ofDatabase = lookUps.get(database);
  if (!ofDatabase) {
    ofDatabase = new Map();
    lookUps.set(database, ofDatabase);
  }
  const key = `${statement.name} ${companyId} ${JSON.stringify(statement.values)}`;
  const read = () => database.readInCompany<Row & object>(companyId, statement);
  return gathered(ofDatabase, key, read) as Promise<Row[]>;
};

const gathered = (all: Map<string, LookUps>, key: string, read: () => Promise<unknown>): Promise<unknown> => {
  const known = all.get(key);
  if (!known) return begun(all, key, read);
  known.next ??= known.underWay.then(
    () => begun(all, key, read),
    () => begun(all, key, read),
  );
  return known.next;
};

const begun = (all: Map<string, LookUps>, key: string, read: () => Promise<unknown>): Promise<unknown> => {
  const underWay = read();
  const mine: LookUps = { underWay, next: undefined };
  all.set(key, mine);
  const ended = () => {
    if (mine.next === undefined && all.get(key) === mine) all.delete(key);
  };
  underWay.then(ended, ended);
  return underWay;
};
