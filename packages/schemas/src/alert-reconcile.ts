import { z } from 'zod';
import { daySchema, idSchema, writeFields } from './primitives.ts';

/**
 * What a level may say of its alert that is not so. `threshold_differs`: the threshold that it knows is not the one that
 * counts. `alert_missing`: it is low and no alert was opened. `alert_left_over`: its alert goes on although it has
 * recovered. `alert_state_differs`: the alert's state is not what the level says of it. `figures_differ`: what the
 * list keeps of it is not what level and ledger say. `not_listed`: it is low and the list does not have it.
 */
export const ALERT_PROBLEMS = [
  'threshold_differs',
  'alert_missing',
  'alert_left_over',
  'alert_state_differs',
  'figures_differ',
  'not_listed',
] as const;

const unitsSchema = z.object({ unitsSold: z.int(), unitsReturned: z.int() });

export const reconcileAlertsInput = z
  .strictObject({
    /** Make right what differs; default false: only look. */
    repair: z.boolean().default(false),
    ...writeFields,
  })
  .prefault({});
export const alertsReconciledSchema = z.object({
  levelsChecked: z.int(),
  /** At most 100 of them; `levelDriftCount` counts all. */
  levelDrifts: z.array(
    z.object({ productId: idSchema, warehouseId: idSchema, problem: z.enum(ALERT_PROBLEMS) }),
  ),
  levelDriftCount: z.int(),
  /** Days of demand, of any product in any warehouse, that are kept or in the books. */
  demandDaysChecked: z.int(),
  /** At most 100 of them; `demandDriftCount` counts all. */
  demandDrifts: z.array(
    z.object({
      productId: idSchema,
      warehouseId: idSchema,
      day: daySchema,
      /** What is kept for that day. */
      kept: unitsSchema,
      /** What sales, returns and the ledger say. */
      books: unitsSchema,
    }),
  ),
  demandDriftCount: z.int(),
  /** True when something differed and was made right. */
  repaired: z.boolean(),
});
export type AlertsReconciled = z.output<typeof alertsReconciledSchema>;
export type ReconcileAlertsInput = z.input<typeof reconcileAlertsInput>;
