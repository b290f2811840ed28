import type { SaleSummary } from '@stockflow/sdk';
import { Link } from '@tanstack/react-router';
import { units } from '../../format/number.ts';
import type { Column } from '../../ui/table.tsx';
import { SaleStatus, saleName } from './status.tsx';

/** The columns of the sales list. */
export const saleColumns = (format: {
  money: (amount: string) => string;
  instant: (instant: string) => string;
}): Column<SaleSummary>[] => [
  {
    key: 'sale',
    header: 'Sale',
    width: 'minmax(8rem, 1fr)',
    narrow: 'title',
    cell: (sale) => (
      <Link to="/sales/$saleId" params={{ saleId: sale.id }} className="row-link">
        {saleName(sale)}
      </Link>
    ),
  },
  {
    key: 'customer',
    header: 'Customer',
    width: 'minmax(10rem, 2fr)',
    narrow: 'meta',
    cell: (sale) => sale.customerName ?? sale.customerEmail ?? <span className="muted">No name</span>,
  },
  {
    key: 'status',
    header: 'Status',
    width: '7rem',
    narrow: 'aside',
    cell: (sale) => <SaleStatus status={sale.status} />,
  },
  {
    key: 'channel',
    header: 'Channel',
    width: '6.5rem',
    cell: (sale) => <span className="soft">{sale.channel}</span>,
  },
  {
    key: 'lines',
    header: 'Lines',
    width: '4.5rem',
    align: 'end',
    cell: (sale) => <span title={units(sale.lineCount, 'line')}>{sale.lineCount}</span>,
  },
  {
    key: 'date',
    header: 'Date',
    width: 'minmax(9.5rem, 1fr)',
    align: 'end',
    narrow: 'extra',
    cell: (sale) => <span className="muted nowrap">{format.instant(sale.saleDate)}</span>,
  },
  {
    key: 'total',
    header: 'Total',
    width: 'minmax(6.5rem, 0.7fr)',
    align: 'end',
    narrow: 'value',
    cell: (sale) => <span className="strong">{format.money(sale.total)}</span>,
  },
];
