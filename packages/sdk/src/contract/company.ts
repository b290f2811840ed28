// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.
import type { CompanyId } from './ids.ts';
import type { Address } from './primitives.ts';

/** Say the company's name to close it: there is no way back. */
export interface CloseCompanyInput {
  confirmName: string;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

/** The company and its settings. */
export interface Company {
  id: CompanyId;
  name: string;
  email: string;
  phone: string | null;
  address: Address | null;
  defaultLowStockThreshold: number;
  recentSalesWindowDays: number;
  criticalDays: number;
  reviewPeriodDays: number;
  /**
   * Base units over the threshold that a level must exceed before its alert ends by itself; 0 is strictly
   * above it.
   */
  alertHysteresis: number;
  /** ISO 4217 code, such as "EUR". */
  currency: string;
  /** IANA time zone, such as "Europe/Berlin". */
  timeZone: string;
  /** Counts its changes: give it as `expectedVersion` to change only what you have read. */
  version: number;
  createdAt: string;
  updatedAt: string;
}

export interface UpdateCompanyInput {
  name?: string | undefined;
  email?: string | undefined;
  phone?: string | null | undefined;
  address?: Address | null | undefined;
  /** Base units; default 10. */
  defaultLowStockThreshold?: number | undefined;
  /** Days, 1 to 365; default 90. */
  recentSalesWindowDays?: number | undefined;
  /** Days; default 7. */
  criticalDays?: number | undefined;
  /** Days, default 7. */
  reviewPeriodDays?: number | undefined;
  /**
   * Base units over the threshold that a level must exceed before its alert ends by itself; default 0:
   * strictly above.
   */
  alertHysteresis?: number | undefined;
  /** ISO 4217 code, such as "EUR". */
  currency?: string | undefined;
  /** IANA time zone, such as "Europe/Berlin". */
  timeZone?: string | undefined;
  /** Refuse with VERSION_CONFLICT when the company has changed since. */
  expectedVersion?: number | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}
