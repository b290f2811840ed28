import type { LowStockAlert } from '@stockflow/sdk';
import { formatQuantity, formatVelocity, units } from '../../format/number.ts';
import { formatDay } from '../../format/time.ts';
import { Badge } from '../../ui/badge.tsx';
import type { Column } from '../../ui/table.tsx';

/** An alert is one product in one warehouse. */
export const alertId = (alert: LowStockAlert): string => `${alert.product.id}.${alert.warehouse.id}`;

const SOURCES: Record<string, string> = {
  level: 'for this warehouse',
  product: 'of the product',
  category: 'of the category',
  company: 'of the company',
};

/** Where a threshold came from, in words. A newer server may know a source that this page does not. */
export const thresholdSource = (source: string): string => SOURCES[source] ?? source;

/** How long the stock lasts, in words. */
export const daysLeft = (alert: LowStockAlert): string => {
  if (alert.daysUntilStockout === null) return 'No recent sales';
  if (alert.stock.available <= 0) return 'Out of stock';
  return alert.daysUntilStockout === 0 ? 'Less than a day' : units(alert.daysUntilStockout, 'day');
};

export function SeverityBadge({ alert }: { alert: LowStockAlert }) {
  const critical = alert.severity === 'critical';
  return <Badge tone={critical ? 'danger' : 'warn'}>{critical ? 'Critical' : 'Low'}</Badge>;
}

function Stock({ alert }: { alert: LowStockAlert }) {
  const { available } = alert.stock;
  const share = alert.threshold === 0 ? 0 : Math.min(1, Math.max(0, available / alert.threshold));
  return (
    <span className="stock-cell">
      <span className="num">
        <span className="strong">{formatQuantity(available)}</span>
        <span className="muted"> of {formatQuantity(alert.threshold)}</span>
      </span>
      <span className={`gauge${alert.severity === 'critical' ? ' gauge--critical' : ''}`} aria-hidden>
        <span style={{ width: `${share * 100}%` }} />
      </span>
      <small className="muted">threshold {thresholdSource(alert.thresholdSource)}</small>
    </span>
  );
}

function Left({ alert }: { alert: LowStockAlert }) {
  return (
    <span className="two-lines">
      <span className="row">
        <SeverityBadge alert={alert} />
        <span className="nowrap">{daysLeft(alert)}</span>
      </span>
      {alert.stockoutDate !== null && alert.stock.available > 0 && (
        <small>out on {formatDay(alert.stockoutDate)}</small>
      )}
    </span>
  );
}

function Supplier({ alert }: { alert: LowStockAlert }) {
  if (alert.supplier === null) return <span className="muted">None</span>;
  return (
    <span className="two-lines">
      <span className="truncate">{alert.supplier.name}</span>
      <small>{units(alert.supplier.leadTimeDays, 'day')} lead time</small>
    </span>
  );
}

function Order({ alert }: { alert: LowStockAlert }) {
  if (alert.suggestedOrderQuantity === null) return <span className="muted">–</span>;
  return (
    <span>
      <span className="narrow-only soft">Order </span>
      <span className="strong num">{formatQuantity(alert.suggestedOrderQuantity)}</span>
    </span>
  );
}

/** The columns of the list; a row opens the panel of its alert. */
export const alertColumns = (onOpen: (alert: LowStockAlert) => void): Column<LowStockAlert>[] => [
  {
    key: 'product',
    header: 'Product',
    width: 'minmax(12rem, 2fr)',
    narrow: 'title',
    cell: (alert) => (
      <span className="two-lines">
        <button type="button" className="row-link" aria-haspopup="dialog" onClick={() => onOpen(alert)}>
          {alert.product.name}
        </button>
        <small>
          <span className="mono">{alert.product.sku}</span> · {alert.warehouse.name}
        </small>
      </span>
    ),
  },
  {
    key: 'left',
    header: 'Runs out in',
    width: 'minmax(11rem, 1.1fr)',
    narrow: 'meta',
    cell: (alert) => <Left alert={alert} />,
  },
  {
    key: 'stock',
    header: 'Available',
    width: 'minmax(8.5rem, 1fr)',
    narrow: 'value',
    cell: (alert) => <Stock alert={alert} />,
  },
  {
    key: 'velocity',
    header: 'Sold a day',
    width: '5.5rem',
    align: 'end',
    cell: (alert) => formatVelocity(alert.demand.velocity),
  },
  {
    key: 'supplier',
    header: 'Supplier',
    width: 'minmax(8rem, 1.1fr)',
    cell: (alert) => <Supplier alert={alert} />,
  },
  {
    key: 'order',
    header: 'Order',
    width: '5rem',
    align: 'end',
    narrow: 'aside',
    cell: (alert) => <Order alert={alert} />,
  },
];
