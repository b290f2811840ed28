import type { Alert, AlertPage } from '@stockflow/sdk';
import { useMemo } from 'react';
import { useFormat } from '../../app/identity.ts';
import { sum, times } from '../../format/decimal.ts';
import { formatQuantity, units } from '../../format/number.ts';
import { Stat, Stats } from '../../ui/page.tsx';

/** How much there is, and what the suggested orders cost: of what is loaded, and it says so. */
export function Totals({
  counts,
  alerts,
  isWhole,
}: {
  counts: AlertPage['counts'] | undefined;
  alerts: readonly Alert[];
  isWhole: boolean;
}) {
  const { money } = useFormat();
  const orders = useMemo(() => ordersOf(alerts), [alerts]);
  const waiting = <span className="muted">–</span>;
  return (
    <Stats>
      <Stat
        name="Critical"
        value={
          counts === undefined ? (
            waiting
          ) : (
            <span className="danger-text">{formatQuantity(counts.bySeverity.critical)}</span>
          )
        }
        note="out of stock, or within days"
      />
      <Stat
        name="Low"
        value={
          counts === undefined ? (
            waiting
          ) : (
            <span className="warn-text">{formatQuantity(counts.bySeverity.low)}</span>
          )
        }
        note="at or under their threshold"
      />
      <Stat
        name="Suggested orders"
        value={counts === undefined ? waiting : money(orders.total)}
        note={
          orders.suppliers === 0
            ? 'nothing to order here'
            : `from ${units(orders.suppliers, 'supplier')}${isWhole ? '' : `, first ${formatQuantity(alerts.length)} alerts`}`
        }
      />
    </Stats>
  );
}

const ordersOf = (alerts: readonly Alert[]): { total: string; suppliers: number } => {
  const orders = alerts.filter(
    ({ suggestedOrderQuantity: many, state }) => many !== null && many > 0 && state !== 'resolved',
  );
  const suppliers = new Set(orders.map(({ supplier }) => supplier?.id));
  const total = sum(
    orders.map(({ supplier, suggestedOrderQuantity: many }) => times(supplier?.price ?? '0', many ?? 0)),
  );
  // Four decimals of a price come to cents of an order.
  return { total: Number(total).toFixed(2), suppliers: suppliers.size };
};
