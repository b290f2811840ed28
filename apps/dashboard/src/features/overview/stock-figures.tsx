import type { Overview, Turnover } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { turnoverQuery } from '../../api/report-queries.ts';
import { useFormat } from '../../app/identity.ts';
import { formatMoneyShort, formatQuantity, formatRough, units } from '../../format/number.ts';

/** Days of the turnover: long enough for what sells once a month. */
const TURNOVER_DAYS = 90;

/** What the stock is worth, what has run out, and how fast it turns; each leads to where it comes from. */
export function StockFigures({ overview }: { overview?: Overview }) {
  const { currency } = useFormat();
  const turnover = useQuery(turnoverQuery(TURNOVER_DAYS));
  const stock = overview?.stock;
  return (
    <section className="figures" aria-label="Stock">
      <Figure
        name="Stock value"
        value={stock && formatMoneyShort(stock.value, currency)}
        note={stock && valueNote(stock)}
        link={{ to: '/stock' }}
      />
      <Figure
        name="Units on hand"
        value={stock && formatQuantity(stock.units)}
        note={stock && `${units(stock.productsStocked, 'product')} stocked`}
        link={{ to: '/products', search: { stock: 'in' } }}
      />
      <Figure
        name="Out of stock"
        value={stock && formatQuantity(stock.stockOuts)}
        note={stock && outNote(stock)}
        tone={stock !== undefined && stock.stockOuts > 0 ? 'danger' : undefined}
        link={{ to: '/products', search: { stock: 'out', status: 'active' } }}
      />
      <Figure
        name="Turnover a year"
        value={
          turnover.data !== undefined
            ? turnsOf(turnover.data)
            : turnover.isError && <span className="muted small">Not available</span>
        }
        note={turnover.data && turnoverNote(turnover.data)}
        link={{ to: '/sales', search: { days: '90', status: ['completed', 'returned'] } }}
      />
    </section>
  );
}

const valueNote = ({ unitsWithoutCost }: Overview['stock']): string =>
  unitsWithoutCost === 0
    ? 'at average cost'
    : `at average cost, without ${units(unitsWithoutCost, 'unit')} of unknown cost`;

const outNote = ({ stockOuts, productsStocked }: Overview['stock']): string =>
  stockOuts === 0 ? 'nothing has run out' : `of ${units(productsStocked, 'active product')}`;

const turnsOf = ({ turnsPerYear }: Turnover): string =>
  turnsPerYear === null ? '–' : `${formatRough(turnsPerYear)}×`;

const turnoverNote = ({ daysOfStock, days }: Turnover): string =>
  daysOfStock === null
    ? `nothing sold in ${days} days`
    : `stock lasts ${units(Math.round(daysOfStock), 'day')}, by the last ${days}`;

function Figure({
  name,
  value,
  note,
  tone,
  link,
}: {
  name: string;
  value: ReactNode;
  note: ReactNode;
  tone?: 'danger' | undefined;
  link: LinkProps;
}) {
  return (
    <Link {...link} className="figure">
      <span className="stat__name">{name}</span>
      <span className={`stat__value num${tone === 'danger' ? ' danger-text' : ''}`}>
        {value ?? <span className="figure__waiting" role="status" aria-label="Loading" />}
      </span>
      <span className="figure__note">{note ?? '\u00a0'}</span>
    </Link>
  );
}
