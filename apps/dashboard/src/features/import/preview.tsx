import { useFormat } from '../../app/identity.ts';
import { formatQuantity, units } from '../../format/number.ts';
import { Card, Stat, Stats } from '../../ui/page.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import type { CheckedRows, GoodRow, RowProblem } from './check-rows.ts';
import { FIELDS } from './fields.ts';

const SHOWN_ROWS = 5;
const SHOWN_PROBLEMS = 50;

/** What will come of the file: counts, the first products, and each row that is left out with why. */
export function ImportPreview({ checked }: { checked: CheckedRows }) {
  const { good, problems, badRows } = checked;
  const { money } = useFormat();
  const categories = new Set(good.flatMap(({ category }) => category?.toLowerCase() ?? []));
  const stocked = good.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <>
      <Stats>
        <Stat name="Products" value={formatQuantity(good.length)} />
        <Stat name="Units of stock" value={formatQuantity(stocked)} />
        <Stat name="Categories" value={formatQuantity(categories.size)} />
        <Stat
          name="Rows left out"
          value={<span className={badRows > 0 ? 'danger-text' : undefined}>{formatQuantity(badRows)}</span>}
        />
      </Stats>
      {good.length > 0 && (
        <Card title={`The first ${units(Math.min(SHOWN_ROWS, good.length), 'product')}`} flush>
          <Table
            label="Preview"
            columns={previewColumns(money)}
            rows={good.slice(0, SHOWN_ROWS)}
            keyOf={({ line }) => String(line)}
          />
        </Card>
      )}
      {problems.length > 0 && (
        <Card title={`${units(badRows, 'row')} cannot be imported`} flush>
          <Table
            label="Problems"
            columns={PROBLEM_COLUMNS}
            rows={problems.slice(0, SHOWN_PROBLEMS)}
            keyOf={({ line, field }) => `${line}${field}`}
          />
          {problems.length > SHOWN_PROBLEMS && (
            <p className="list-end">and {units(problems.length - SHOWN_PROBLEMS, 'more problem')}</p>
          )}
        </Card>
      )}
    </>
  );
}

const previewColumns = (money: (amount: string) => string): Column<GoodRow>[] => [
  {
    key: 'name',
    header: 'Product',
    width: 'minmax(12rem, 2fr)',
    narrow: 'title',
    cell: ({ product }) => (
      <span className="two-lines">
        <span className="strong">{product.name}</span>
        <small className="mono">{product.sku}</small>
      </span>
    ),
  },
  {
    key: 'category',
    header: 'Category',
    width: 'minmax(7rem, 1fr)',
    narrow: 'meta',
    cell: ({ category }) => category ?? <span className="muted">None</span>,
  },
  {
    key: 'price',
    header: 'Price',
    width: '7rem',
    align: 'end',
    narrow: 'aside',
    cell: ({ product }) => money(product.price),
  },
  {
    key: 'cost',
    header: 'Cost',
    width: '7rem',
    align: 'end',
    cell: ({ product }) => (product.cost == null ? '–' : money(product.cost)),
  },
  {
    key: 'quantity',
    header: 'In stock',
    width: '6rem',
    align: 'end',
    narrow: 'value',
    cell: ({ quantity }) => formatQuantity(quantity),
  },
];

const LABELS = new Map(FIELDS.map(({ id, label }) => [id, label]));

const PROBLEM_COLUMNS: Column<RowProblem>[] = [
  { key: 'line', header: 'Line', width: '5rem', narrow: 'aside', cell: ({ line }) => formatQuantity(line) },
  {
    key: 'problem',
    header: 'Problem',
    width: 'minmax(14rem, 2fr)',
    narrow: 'title',
    cell: ({ field, words }) => `${LABELS.get(field)} ${words}`,
  },
  {
    key: 'value',
    header: 'In the file',
    width: 'minmax(8rem, 1fr)',
    narrow: 'meta',
    cell: ({ value }) =>
      value === '' ? <span className="muted">empty</span> : <span className="mono truncate">{value}</span>,
  },
];
