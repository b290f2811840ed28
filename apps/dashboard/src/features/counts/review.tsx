import type { Count, CountLine } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck, EyeOff } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { levelsInQuery, productNamesQuery } from '../../api/stock-queries.ts';
import { useFormat } from '../../app/identity.ts';
import { sum, times } from '../../format/decimal.ts';
import { formatChange, formatQuantity, units } from '../../format/number.ts';
import { Card, Stat, Stats } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { CountActs, RecountButton } from './acts.tsx';
import type { Tally } from './use-tally.ts';

/** Rows that are valued and shown; who has more differences than this has another problem. */
const ROWS_MAX = 500;

interface DifferenceRow {
  line: CountLine;
  change: number;
  /** Worth of the difference, without its sign; null where no cost is known. */
  value: string | null;
}

const changeOf = (line: CountLine): number => line.postedChange ?? line.difference ?? 0;

/** What was counted against what the books say, in units and in money; and what to do about it. */
export function Review({ count, tally, mayCount }: { count: Count; tally: Tally; mayCount: boolean }) {
  const { readAgain } = tally;
  // The differences are the server's: it knows what was sold between opening and counting.
  useEffect(() => readAgain(), [readAgain]);
  const rows = useDifferences(count, tally.query.data ?? []);
  const isHidden = count.blind && count.status === 'open';
  const format = useFormat();
  const columns = useMemo(
    () => differenceColumns(format.money, mayCount ? count : null),
    [format, mayCount, count],
  );
  const worth = (isOf: (row: DifferenceRow) => boolean) =>
    format.money(sum(rows.filter(isOf).flatMap(({ value }) => (value === null ? [] : [value]))));
  return (
    <>
      {!isHidden && (
        <Stats>
          <Stat
            name="Differences"
            value={formatQuantity(rows.length)}
            note={`of ${units(count.countedCount, 'counted product')}`}
          />
          <Stat name="Too many" value={worth(({ change }) => change > 0)} note="more than the books say" />
          <Stat name="Missing" value={worth(({ change }) => change < 0)} note="less than the books say" />
        </Stats>
      )}
      <Card title={count.status === 'posted' ? 'What was posted' : 'Differences'} flush>
        {isHidden ? (
          <Empty icon={EyeOff} title="This is a blind count">
            What the books say is shown once it is posted.
          </Empty>
        ) : rows.length === 0 ? (
          <Empty icon={CircleCheck} title="No differences">
            {count.countedCount === 0
              ? 'Nothing is counted yet.'
              : 'What was counted is what the books say. Sales since then change nothing about it.'}
          </Empty>
        ) : (
          <Table
            label="Differences"
            columns={columns}
            rows={rows.slice(0, ROWS_MAX)}
            keyOf={({ line }) => line.productId}
          />
        )}
      </Card>
      {mayCount && <CountActs count={count} tally={tally} differences={rows.length} />}
    </>
  );
}

function useDifferences(count: Count, lines: readonly CountLine[]): DifferenceRow[] {
  const different = useMemo(() => lines.filter((line) => changeOf(line) !== 0), [lines]);
  const ids = different.slice(0, ROWS_MAX).map(({ productId }) => productId);
  const { data: levels } = useQuery(levelsInQuery(count.warehouseId, ids));
  const { data: products } = useQuery(productNamesQuery(ids));
  return useMemo(
    () =>
      different.map((line) => {
        const level = levels?.get(line.productId);
        const cost = level?.averageCost ?? level?.lastCost ?? products?.get(line.productId)?.cost ?? null;
        const change = changeOf(line);
        return { line, change, value: cost === null ? null : times(cost, Math.abs(change)) };
      }),
    [different, levels, products],
  );
}

const differenceColumns = (
  money: (amount: string) => string,
  open: Count | null,
): Column<DifferenceRow>[] => [
  {
    key: 'product',
    header: 'Product',
    width: 'minmax(11rem, 2fr)',
    narrow: 'title',
    cell: ({ line }) => (
      <span className="two-lines">
        <Link to="/products/$productId" params={{ productId: line.productId }} className="row-link">
          {line.productName}
        </Link>
        <small className="mono">{line.sku}</small>
      </span>
    ),
  },
  {
    key: 'numbers',
    header: 'Books → counted',
    width: 'minmax(8rem, 1fr)',
    align: 'end',
    narrow: 'meta',
    cell: ({ line }) => (
      <span className="nowrap">
        {formatQuantity(line.expectedOnHand ?? 0)} → <b>{formatQuantity(line.countedQuantity ?? 0)}</b>
      </span>
    ),
  },
  {
    key: 'difference',
    header: 'Difference',
    width: '6rem',
    align: 'end',
    narrow: 'value',
    cell: ({ change }) => (
      <span className={`strong ${change < 0 ? 'danger-text' : 'ok-text'}`}>{formatChange(change)}</span>
    ),
  },
  {
    key: 'value',
    header: 'Worth',
    width: '7rem',
    align: 'end',
    narrow: 'aside',
    cell: ({ value }) => (value === null ? <span className="muted">no cost</span> : money(value)),
  },
  ...(open === null
    ? []
    : [
        {
          key: 'act',
          header: 'Actions',
          hideHeader: true,
          width: '8rem',
          align: 'end' as const,
          narrow: 'action' as const,
          cell: ({ line }: DifferenceRow) => (
            <RecountButton count={open} productIds={[line.productId]} of={line.productName} />
          ),
        },
      ]),
];
