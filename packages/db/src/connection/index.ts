export { atAddressOf } from './address.ts';
export { type Caller, currentCaller, onBehalfOf } from './caller.ts';
export { Database } from './database.ts';
export {
  checkViolation,
  DatabaseUnavailableError,
  foreignKeyViolation,
  postgresErrorOf,
  TransactionMisuseError,
  uniqueViolation,
  type Violation,
} from './errors.ts';
export type { Listener, Listening } from './listener.ts';
export type { BatchFacts, DatabaseObserver, TransactionFacts } from './observer.ts';
export { openDatabase } from './open-database.ts';
export type { ReplicaFigures } from './replica.ts';
export type {
  CompanyPrisma,
  CompanyTransaction,
  DatabaseOptions,
  EmailHolder,
  ReadOptions,
  SharedConnection,
  Statement,
} from './types.ts';
export { uuidArray } from './uuid-array.ts';
