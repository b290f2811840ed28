import type { LowStockAlert, LowStockAnswer } from '@stockflow/sdk';
import { formatQuantity, formatVelocity, units } from '../../format/number.ts';
import { addDays, formatDay } from '../../format/time.ts';
import { thresholdSource } from './columns.tsx';

interface WordsProps {
  alert: LowStockAlert;
  summary: LowStockAnswer['summary'];
}

/** What is there, and against which threshold. */
export function StockWords({ alert }: { alert: LowStockAlert }) {
  const { onHand, reserved, available, incoming } = alert.stock;
  return (
    <section>
      <h3>Stock</h3>
      <p>
        <strong>{units(onHand)}</strong> on hand in {alert.warehouse.name}
        {reserved > 0 ? `, ${formatQuantity(reserved)} of them reserved` : ', none reserved'}:{' '}
        <strong>{formatQuantity(available)} available</strong>. The threshold{' '}
        {thresholdSource(alert.thresholdSource)} is {formatQuantity(alert.threshold)}
        {available < alert.threshold
          ? `, ${formatQuantity(alert.threshold - available)} more than there are`
          : ''}
        . {incoming > 0 ? `${units(incoming)} on the way.` : 'Nothing is on the way.'}
      </p>
    </section>
  );
}

/** How it sells, and when that uses it up. */
export function DemandWords({ alert, summary }: WordsProps) {
  const { demand } = alert;
  return (
    <section>
      <h3>Demand</h3>
      <p>
        <strong>{units(demand.totalRecentSales)}</strong> sold from {formatDay(summary.windowStartsOn)} to{' '}
        {formatDay(summary.windowEndsOn)} ({units(summary.recentSalesDays, 'day')}), on{' '}
        {units(demand.activeSalesDays, 'day')}. It was in stock on {units(demand.daysInStock, 'day')} of them,
        so it sells <strong>{formatVelocity(demand.velocity)} a day</strong> while it is there (
        {formatVelocity(demand.dailyAverage)} a day over the whole time).
      </p>
      <p>
        <Stockout alert={alert} />
      </p>
    </section>
  );
}

function Stockout({ alert }: { alert: LowStockAlert }) {
  if (alert.daysUntilStockout === null)
    return 'It did not sell lately, so there is no day on which it runs out.';
  if (alert.stock.available <= 0 || alert.stockoutDate === null)
    return <strong>It is out of stock now.</strong>;
  return (
    <>
      At this pace it lasts <strong>{units(alert.daysUntilStockout, 'whole day')}</strong> and runs out on{' '}
      <strong>{formatDay(alert.stockoutDate)}</strong>.
    </>
  );
}

/** What to order, and whether it comes in time. */
export function OrderWords({ alert, summary }: WordsProps) {
  const { supplier, suggestedOrderQuantity: quantity } = alert;
  return (
    <section>
      <h3>Order</h3>
      {supplier === null ? (
        <p>No supplier is set as primary for this product, so nothing is suggested.</p>
      ) : quantity === null ? (
        <p>Without demand nothing is suggested.</p>
      ) : (
        <p>
          Order <strong>{units(quantity)}</strong> from {supplier.name}
          {packs(quantity, supplier)}. <Arrival alert={alert} summary={summary} />
        </p>
      )}
    </section>
  );
}

const packs = (
  quantity: number,
  { packSize, minimumOrderQuantity }: NonNullable<LowStockAlert['supplier']>,
): string => {
  const parts = [
    packSize > 1 ? `${units(Math.ceil(quantity / packSize), 'pack')} of ${formatQuantity(packSize)}` : '',
    minimumOrderQuantity > 1 ? `at least ${formatQuantity(minimumOrderQuantity)}` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`;
};

function Arrival({ alert, summary }: WordsProps) {
  const { supplier, daysUntilStockout: days } = alert;
  if (supplier === null) return null;
  const today = summary.generatedAt.slice(0, 10);
  const arrives = formatDay(addDays(today, supplier.leadTimeDays));
  const late = days === null ? 0 : supplier.leadTimeDays - days;
  const lateWords =
    alert.stock.available <= 0 ? 'it is out of stock until then' : `${units(late, 'day')} after it runs out`;
  return (
    <>
      Ordered today it arrives about <strong>{arrives}</strong>, after {units(supplier.leadTimeDays, 'day')}
      {late > 0 && <span className="danger-text"> – {lateWords}</span>}.
    </>
  );
}
