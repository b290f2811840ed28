import type { SaleStatus } from '@stockflow/schemas';
import { refuse } from '../refusal.ts';
import type { SaleLineState } from './shipment.ts';

/** What can be done with a sale that exists. */
export type SaleAction = 'confirm' | 'complete' | 'cancel' | 'return';

const ALLOWED: Readonly<Record<SaleAction, readonly SaleStatus[]>> = {
  confirm: ['draft'],
  complete: ['confirmed'],
  cancel: ['draft', 'confirmed'],
  return: ['confirmed', 'completed'],
};

const PARTICIPLE: Readonly<Record<SaleAction, string>> = {
  confirm: 'confirmed',
  complete: 'completed',
  cancel: 'cancelled',
  return: 'returned',
};

/** A sale as far as its life goes. */
export interface SaleStanding {
  readonly id: string;
  readonly status: SaleStatus;
  readonly version: number;
}

/**
 * Refuses an action that the sale's state, or the version that the caller saw, does not allow.
 * STATE_CONFLICT says the state it is in and the states that would allow it; it comes before VERSION_CONFLICT,
 * for reading again would not help.
 */
export const refuseTransition = (
  sale: SaleStanding,
  action: SaleAction,
  expectedVersion: number | undefined,
): void => {
  const allowed = ALLOWED[action];
  if (!allowed.includes(sale.status)) {
    throw refuse(
      'STATE_CONFLICT',
      { state: sale.status, allowed: [...allowed] },
      `This sale is ${sale.status}; only a ${allowed.join(' or ')} one can be ${PARTICIPLE[action]}.`,
    );
  }
  if (expectedVersion !== undefined && expectedVersion !== sale.version) {
    throw refuse('VERSION_CONFLICT', {
      conflicts: [{ id: sale.id, expected: expectedVersion, current: sale.version }],
    });
  }
};

/** Refuses to cancel a sale of which something left and has not come back: that it was sold cannot be undone. */
export const refuseCancelOfShipped = ({ status }: SaleStanding, lines: readonly SaleLineState[]): void => {
  if (lines.every(({ quantityShipped, quantityReturned }) => quantityShipped === quantityReturned)) return;
  throw refuse(
    'STATE_CONFLICT',
    { state: status, allowed: [] },
    "A part of this sale has left: complete it with rest 'release', or return what left.",
  );
};

/** True when something left, and all of it has come back. */
export const isAllBack = (
  lines: readonly Pick<SaleLineState, 'quantityShipped' | 'quantityReturned'>[],
): boolean =>
  lines.some(({ quantityShipped }) => quantityShipped > 0) &&
  lines.every(({ quantityShipped, quantityReturned }) => quantityShipped === quantityReturned);
