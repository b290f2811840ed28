import type { SalesTrend } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { salesTrendQuery } from '../../api/report-queries.ts';
import { useFormat } from '../../app/identity.ts';
import { formatMoneyShort, formatQuantity, formatShare, units } from '../../format/number.ts';
import { Chart } from '../../ui/chart/chart.tsx';
import { Segments } from '../../ui/filter.tsx';
import { Card } from '../../ui/page.tsx';
import { LoadProblem } from '../../ui/states.tsx';
import { TREND_DAYS } from './address.ts';

const route = getRouteApi('/app/');

const OPTIONS = TREND_DAYS.map((id) => ({ id, label: id === '365' ? '1 year' : `${id} days` }));

/** Sales day by day, beside as many days before. */
export function SalesTrendCard() {
  const { days = '30' } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(salesTrendQuery(Number(days)));
  return (
    <Card
      title="Sales"
      actions={
        <Segments
          label="Days"
          options={OPTIONS}
          value={days}
          onChange={(chosen) =>
            void navigate({
              search: chosen === '30' ? {} : { days: chosen },
              replace: true,
              resetScroll: false,
            })
          }
        />
      }
    >
      {query.data !== undefined ? (
        <Trend trend={query.data} isOld={query.isPlaceholderData} />
      ) : query.isError ? (
        <LoadProblem error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
      ) : (
        <div className="chart chart--empty" role="status" aria-label="Loading" />
      )}
    </Card>
  );
}

function Trend({ trend, isOld }: { trend: SalesTrend; isOld: boolean }) {
  const { currency, money } = useFormat();
  const series = useMemo(
    () => [
      {
        label: 'Revenue',
        values: trend.days.map(({ revenue }) => Number(revenue)),
        look: 'bars' as const,
        color: '--accent',
        format: (value: number) => money(String(value)),
      },
    ],
    [trend, money],
  );
  const days = useMemo(() => trend.days.map(({ day }) => day), [trend]);
  const short = (amount: string) => formatMoneyShort(amount, currency);
  return (
    <div className={isOld ? 'is-old' : undefined}>
      <Chart
        label="Revenue by day"
        days={days}
        series={series}
        summary={
          <span className="row row--wrap">
            <Link
              to="/sales"
              search={{ status: ['completed', 'returned'], ...periodOf(trend.days.length) }}
              className="chart__total num"
            >
              {short(trend.total.revenue)}
            </Link>
            <span className="soft">
              from {units(trend.total.sales, 'sale')} and {units(trend.total.units, 'unit')}
              {Number(trend.total.refunds) > 0 && `, ${short(trend.total.refunds)} given back`}
            </span>
            <Change trend={trend} short={short} />
          </span>
        }
      />
    </div>
  );
}

type Period = '1' | '7' | '30' | '90' | '365';
const periodOf = (days: number): { days?: Period } => ({ days: String(days) as Period });

/** Ten times as much: beyond it a percentage says nothing but that there was next to nothing before. */
const SHARE_MAX = 9;

/** More or less than in as many days before; where there was nothing, it is said and not divided by. */
function Change({ trend, short }: { trend: SalesTrend; short: (amount: string) => string }) {
  const before = Number(trend.previous.revenue);
  const words = `the ${formatQuantity(trend.days.length)} days before: ${short(trend.previous.revenue)}`;
  const share = before === 0 ? Number.POSITIVE_INFINITY : Number(trend.total.revenue) / before - 1;
  if (share > SHARE_MAX) return <span className="muted">{words}</span>;
  return (
    <span className="muted">
      <span className={`strong ${share >= 0 ? 'ok-text' : 'danger-text'}`}>{formatShare(share)}</span>,{' '}
      {words}
    </span>
  );
}
