import type { CompanyTransaction, Database, Statement } from '@stockflow/db';

/** Replaces what a statement is, or leaves it, before it is sent. */
type Rewrite = (statement: Statement) => Statement;

/** The database with every statement of its company transactions, and of its flushes, rewritten on its way. */
export const rewriting = (database: Database, rewrite: Rewrite): Database => {
  const changed: Pick<Database, 'inCompany' | 'inCompanyFlush' | 'readInCompany' | 'readByKey'> = {
    inCompany: (companyId, work, options) =>
      database.inCompany(companyId, (tx) => work(rewritingTransaction(tx, rewrite)), options),
    inCompanyFlush: (companyId, statements, options) =>
      database.inCompanyFlush(companyId, statements.map(rewrite), options),
    readInCompany: (companyId, statement, options) =>
      database.readInCompany(companyId, rewrite(statement), options),
    readByKey: (companyId, statement) => database.readByKey(companyId, rewrite(statement)),
  };
  return new Proxy(database, {
    get(target, key) {
      const value: unknown = key in changed ? Reflect.get(changed, key) : Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
};

const rewritingTransaction = (tx: CompanyTransaction, rewrite: Rewrite): CompanyTransaction => ({
  companyId: tx.companyId,
  get prisma() {
    return tx.prisma;
  },
  query: (statement) => tx.query(rewrite(statement)),
  execute: (statement) => tx.execute(rewrite(statement)),
  atCommit: (statement) => tx.atCommit(rewrite(statement)),
  forgetAtCommit: () => tx.forgetAtCommit(),
});

/** The database, but its `failing`th statement (from 1) fails inside PostgreSQL; says how many were sent. */
export const failingAt = (
  database: Database,
  failing: number,
): { database: Database; sent: () => number } => {
  let sent = 0;
  const rewrite: Rewrite = (statement) => {
    sent += 1;
    return sent === failing ? { text: 'select 1 / 0', values: [] } : statement;
  };
  return { database: rewriting(database, rewrite), sent: () => sent };
};
