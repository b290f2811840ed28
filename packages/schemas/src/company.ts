import { z } from 'zod';
import { currencySchema, timeZoneSchema } from './auth.ts';
import {
  addressSchema,
  emailSchema,
  idSchema,
  instantSchema,
  phoneSchema,
  stockQuantitySchema,
  text,
  thresholdSchema,
  versionSchema,
  wholeNumber,
  writeFields,
} from './primitives.ts';

/** The company and its settings. */
export const companySchema = z.object({
  id: idSchema,
  name: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
  address: addressSchema.nullable(),
  defaultLowStockThreshold: z.int(),
  recentSalesWindowDays: z.int(),
  criticalDays: z.int(),
  reviewPeriodDays: z.int(),
  /** Base units over the threshold that a level must exceed before its alert ends by itself; 0 is strictly above it. */
  alertHysteresis: z.int(),
  currency: z.string(),
  timeZone: z.string(),
  version: z.int(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type Company = z.output<typeof companySchema>;

export const getCompanyInput = z.strictObject({}).prefault({});
export const updateCompanyInput = z.strictObject({
  name: text(1, 255).optional(),
  email: emailSchema.optional(),
  phone: phoneSchema.nullish(),
  address: addressSchema.nullish(),
  /** Base units; default 10. */
  defaultLowStockThreshold: thresholdSchema.optional(),
  /** Days, 1 to 365; default 90. */
  recentSalesWindowDays: wholeNumber(1, 365).optional(),
  /** Days; default 7. */
  criticalDays: wholeNumber(0, 365).optional(),
  /** Days, default 7. */
  reviewPeriodDays: wholeNumber(0, 365).optional(),
  /** Base units over the threshold that a level must exceed before its alert ends by itself; default 0: strictly above. */
  alertHysteresis: stockQuantitySchema.optional(),
  currency: currencySchema.optional(),
  timeZone: timeZoneSchema.optional(),
  /** Refuse with VERSION_CONFLICT when the company has changed since. */
  expectedVersion: versionSchema.optional(),
  ...writeFields,
});
/** Say the company's name to close it: there is no way back. */
export const closeCompanyInput = z.strictObject({ confirmName: z.string().max(255), ...writeFields });

export type UpdateCompanyInput = z.input<typeof updateCompanyInput>;
export type CloseCompanyInput = z.input<typeof closeCompanyInput>;
