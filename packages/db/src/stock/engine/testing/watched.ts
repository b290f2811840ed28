import type { Database } from '../../../connection/index.ts';
import { StockGate } from '../gate.ts';

/**
 * A gate of its own over the database, which says how many transactions and statements it took. The `failing`th statement,
 * from 1, fails inside PostgreSQL.
 */
export const watched = (database: Database, failing = 0) => {
  const figures = { transactions: 0, statements: 0 };
  const inCompany: Database['inCompany'] = (companyId, work, options) => {
    figures.transactions += 1;
    return database.inCompany(
      companyId,
      (tx) => {
        const sent = <T>(send: (statement: { text: string }) => T) => {
          figures.statements += 1;
          return figures.statements === failing ? send({ text: 'select 1 / 0' }) : null;
        };
        return work({
          companyId,
          get prisma() {
            return tx.prisma;
          },
          query: (statement) => sent((bad) => tx.query<never>(bad)) ?? tx.query(statement),
          execute: (statement) => sent((bad) => tx.execute(bad)) ?? tx.execute(statement),
          atCommit: (statement) => {
            if (sent((bad) => [tx.atCommit(bad)]) === null) tx.atCommit(statement);
          },
          forgetAtCommit: () => tx.forgetAtCommit(),
        });
      },
      options,
    );
  };
  const proxy = new Proxy(database, {
    get(target, key) {
      const value: unknown = key === 'inCompany' ? inCompany : Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { gate: new StockGate(proxy), figures };
};
