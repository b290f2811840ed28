import type { Sale, SaleLine } from '@stockflow/sdk';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useFormat } from '../../app/identity.ts';
import { formatQuantity } from '../../format/number.ts';
import { type Column, Table } from '../../ui/table.tsx';

/** What was sold, line by line, and the total. */
export function SaleLines({ sale }: { sale: Sale }) {
  const format = useFormat();
  const columns = useMemo(() => lineColumns(format.money), [format]);
  return (
    <>
      <Table
        label="Lines of the sale"
        columns={columns}
        rows={sale.lines}
        keyOf={(line) => String(line.lineNumber)}
      />
      <p className="total-line total-line--ruled">
        <span>Total</span>
        <span className="num">{format.money(sale.total)}</span>
      </p>
    </>
  );
}

const lineColumns = (money: (amount: string) => string): Column<SaleLine>[] => [
  {
    key: 'product',
    header: 'Product',
    width: 'minmax(10rem, 2fr)',
    narrow: 'title',
    cell: (line) => (
      <span className="two-lines">
        <Link to="/products/$productId" params={{ productId: line.productId }} className="row-link">
          {line.productName}
        </Link>
        <small className="mono">{line.sku}</small>
      </span>
    ),
  },
  {
    key: 'warehouse',
    header: 'From',
    width: 'minmax(7rem, 1fr)',
    narrow: 'meta',
    cell: (line) => line.warehouseName,
  },
  {
    key: 'quantity',
    header: 'Quantity',
    width: '6.5rem',
    align: 'end',
    narrow: 'aside',
    cell: (line) => (
      <span className="two-lines">
        <span className="nowrap">
          {formatQuantity(line.quantity)}
          <span className="narrow-only muted"> × {money(line.unitPrice)}</span>
        </span>
        {line.quantityShipped > 0 && line.quantityShipped < line.quantity && (
          <small>{formatQuantity(line.quantityShipped)} shipped</small>
        )}
        {line.quantityReturned > 0 && <small>{formatQuantity(line.quantityReturned)} returned</small>}
      </span>
    ),
  },
  { key: 'price', header: 'Price', width: '6.5rem', align: 'end', cell: (line) => money(line.unitPrice) },
  {
    key: 'total',
    header: 'Total',
    width: '7rem',
    align: 'end',
    narrow: 'value',
    cell: (line) => <span className="strong">{money(line.lineTotal)}</span>,
  },
];
