import type { Identity, Scope } from '@stockflow/sdk';
import { createContext, useContext, useMemo } from 'react';
import { formatMoney } from '../format/number.ts';
import { formatClock, formatInstant, formatInstantDay } from '../format/time.ts';

/** Who is signed in; set by the app's layout, below which nobody is a stranger. */
export const IdentityContext = createContext<Identity | null>(null);

/** Who is signed in, and in which company. */
export const useIdentity = (): Identity => {
  const identity = useContext(IdentityContext);
  if (identity === null) throw new Error('useIdentity stands outside of the signed-in part of the page');
  return identity;
};

/** May the person do this? What they may not do is not shown; the server refuses it anyway. */
export const useCan = (): ((scope: Scope) => boolean) => {
  const { scopes } = useIdentity();
  return useMemo(() => {
    const held = new Set<string>(scopes);
    return (scope) => held.has(scope);
  }, [scopes]);
};

/** Money in the company's currency, times in the company's zone, both as the person's locale writes them. */
export const useFormat = () => {
  const { company } = useIdentity();
  return useMemo(
    () => ({
      currency: company.currency,
      timeZone: company.timeZone,
      money: (amount: string) => formatMoney(amount, company.currency),
      instant: (instant: string) => formatInstant(instant, company.timeZone),
      day: (instant: string) => formatInstantDay(instant, company.timeZone),
      clock: (instant: string) => formatClock(instant, company.timeZone),
    }),
    [company.currency, company.timeZone],
  );
};
