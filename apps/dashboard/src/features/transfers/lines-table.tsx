import type { Transfer } from '@stockflow/sdk';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { formatQuantity, units } from '../../format/number.ts';
import { type Column, Table } from '../../ui/table.tsx';

type Line = Transfer['lines'][number];

/** What left and what arrived, line by line. */
export function TransferLinesTable({ transfer }: { transfer: Transfer }) {
  const columns = useMemo(() => lineColumns(transfer.status), [transfer.status]);
  return (
    <Table
      label="Lines of the transfer"
      columns={columns}
      rows={transfer.lines}
      keyOf={(line) => String(line.lineNumber)}
    />
  );
}

const lineColumns = (status: string): Column<Line>[] => [
  {
    key: 'product',
    header: 'Product',
    width: 'minmax(11rem, 2fr)',
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
    key: 'sent',
    header: 'Sent',
    width: '4.5rem',
    align: 'end',
    narrow: 'value',
    cell: (line) => (
      <span className="strong">
        {formatQuantity(line.quantity)}
        <span className="narrow-only muted small"> sent</span>
      </span>
    ),
  },
  {
    key: 'received',
    header: 'Received',
    width: '5rem',
    align: 'end',
    narrow: 'aside',
    cell: (line) => (
      <>
        {formatQuantity(line.quantityReceived)}
        <span className="narrow-only"> received</span>
      </>
    ),
  },
  {
    key: 'difference',
    header: 'Difference',
    width: '8rem',
    align: 'end',
    narrow: 'extra',
    cell: (line) => <Difference line={line} status={status} />,
  },
];

function Difference({ line, status }: { line: Line; status: string }) {
  const { quantity, quantityReceived, quantityMissing } = line;
  const left = quantity - quantityReceived - quantityMissing;
  if (quantityReceived > quantity) {
    return <span className="warn-text">{formatQuantity(quantityReceived - quantity)} too many</span>;
  }
  if (quantityMissing > 0 && status !== 'cancelled') {
    return <span className="danger-text">{formatQuantity(quantityMissing)} missing</span>;
  }
  if (left > 0 && status === 'in_transit') return <span className="soft">{units(left)} on the way</span>;
  return <span className="muted">none</span>;
}
