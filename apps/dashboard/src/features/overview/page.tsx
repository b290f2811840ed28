import type { Overview } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { overviewQuery } from '../../api/report-queries.ts';
import { useCan, useFormat, useIdentity } from '../../app/identity.ts';
import { NotAllowed } from '../../parts/not-allowed.tsx';
import { Page } from '../../ui/page.tsx';
import { LoadProblem } from '../../ui/states.tsx';
import { FirstSteps, isSetUp } from './first-steps.tsx';
import { StockFigures } from './stock-figures.tsx';
import { Today, TodayWaiting } from './today.tsx';
import { SalesTrendCard } from './trend.tsx';

/** The first page: what needs a person today, and how the stock stands. */
export function OverviewPage() {
  const can = useCan();
  const query = useQuery({ ...overviewQuery, enabled: can('stock:read') });
  if (!can('stock:read')) return <NotAllowed title="Overview" />;
  if (query.data !== undefined) return <OverviewOf overview={query.data} />;
  return (
    <Page title="Overview" subtitle={<Subtitle />}>
      {query.isError ? (
        <section className="card">
          <LoadProblem
            error={query.error}
            onRetry={() => void query.refetch()}
            isRetrying={query.isFetching}
          />
        </section>
      ) : (
        <>
          <TodayWaiting />
          <StockFigures />
          {can('sales:read') && <SalesTrendCard />}
        </>
      )}
    </Page>
  );
}

function OverviewOf({ overview }: { overview: Overview }) {
  const can = useCan();
  const setUp = isSetUp(overview);
  return (
    <Page title="Overview" subtitle={<Subtitle overview={overview} />}>
      {!setUp && <FirstSteps overview={overview} />}
      {setUp && <Today overview={overview} />}
      {setUp && <StockFigures overview={overview} />}
      {setUp && can('sales:read') && <SalesTrendCard />}
    </Page>
  );
}

/** Always one line, so that nothing moves when the figures arrive. */
function Subtitle({ overview }: { overview?: Overview }) {
  const { company } = useIdentity();
  const format = useFormat();
  return (
    <>
      {company.name}
      {overview !== undefined && `, ${format.instant(overview.generatedAt)}`}
    </>
  );
}
