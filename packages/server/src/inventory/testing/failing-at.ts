import type { CompanyTransaction, Database, Statement } from '@stockflow/db';

/**
 * The database, but the `failing`th statement (from 1) of its company transactions fails inside PostgreSQL; says how
 * many were sent. 0 lets all of them through.
 */
export const failingAt = (
  database: Database,
  failing: number,
): { database: Database; sent: () => number } => {
  let sent = 0;
  const counted = (statement: Statement): Statement => {
    sent += 1;
    return sent === failing ? { text: 'select 1 / 0', values: [] } : statement;
  };
  const failingIn = (tx: CompanyTransaction): CompanyTransaction => ({
    companyId: tx.companyId,
    get prisma() {
      return tx.prisma;
    },
    query: (statement) => tx.query(counted(statement)),
    execute: (statement) => tx.execute(counted(statement)),
    atCommit: (statement) => tx.atCommit(counted(statement)),
    forgetAtCommit: () => tx.forgetAtCommit(),
  });
  const inCompany: Database['inCompany'] = (companyId, work, options) =>
    database.inCompany(companyId, (tx) => work(failingIn(tx)), options);
  const failingDatabase = new Proxy(database, {
    get(target, key) {
      const value: unknown = key === 'inCompany' ? inCompany : Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { database: failingDatabase, sent: () => sent };
};
