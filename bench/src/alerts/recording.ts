import type { CompanyTransaction, Database, Statement } from '@stockflow/db';

/** A statement that was sent, and in which company. */
export interface Sent extends Statement {
  readonly companyId: string;
}

/** A database that works as ever, and tells which statements were sent in companies. */
export const recording = (database: Database, onSent: (sent: Sent) => void): Database => {
  const spied = (companyId: string, tx: CompanyTransaction): CompanyTransaction => {
    const note = (statement: Statement): Statement => {
      onSent({ ...statement, companyId });
      return statement;
    };
    return {
      companyId,
      get prisma() {
        return tx.prisma;
      },
      query: (statement) => tx.query(note(statement)),
      execute: (statement) => tx.execute(note(statement)),
      atCommit: (statement) => tx.atCommit(note(statement)),
      forgetAtCommit: () => tx.forgetAtCommit(),
    };
  };
  return new Proxy(database, {
    get(target, name) {
      if (name === 'inCompany') {
        const inCompany: Database['inCompany'] = (companyId, work, options) =>
          target.inCompany(companyId, (tx) => work(spied(companyId, tx)), options);
        return inCompany;
      }
      if (name === 'inCompanyFlush') {
        const flush: Database['inCompanyFlush'] = (companyId, statements, options) => {
          for (const statement of statements) onSent({ ...statement, companyId });
          return target.inCompanyFlush(companyId, statements, options);
        };
        return flush;
      }
      if (name === 'readInCompany') {
        const read: Database['readInCompany'] = (companyId, statement) => {
          onSent({ ...statement, companyId });
          return target.readInCompany(companyId, statement);
        };
        return read;
      }
      // A private field is the target's own: its methods are called on it, not on the proxy.
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
};
