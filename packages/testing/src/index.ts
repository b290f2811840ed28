import * as sdk from '@stockflow/sdk';
import { type StartOptions, startWith, type TestStockflow } from './start-stockflow.ts';

export type {
  CompanyOptions,
  PutInStock,
  Sold,
  StockOptions,
  TestCompany,
} from './company.ts';
export type { StartOptions, TestStockflow } from './start-stockflow.ts';

/**
 * Starts a StockFlow: the real server on a real PostgreSQL, with nothing mocked and nothing installed but this package.
 * Throws an Error that says why when PostgreSQL cannot be started or reached.
 * @example
 * await using stockflow = await startStockflow()
 * const company = await stockflow.createCompany()
 * const { line } = await company.createStock({ quantity: 5 })
 * await company.stockflow.sales.create({ lines: [{ ...line, quantity: 2 }] })
 */
export const startStockflow: (options?: StartOptions) => Promise<TestStockflow> = startWith(sdk);
