export { atAddressOf } from './address.ts';
export { Database, openDatabase } from './database.ts';
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
export type {
  CompanyPrisma,
  CompanyTransaction,
  DatabaseOptions,
  EmailHolder,
  SharedConnection,
  Statement,
} from './types.ts';
export { uuidArray } from './uuid-array.ts';
