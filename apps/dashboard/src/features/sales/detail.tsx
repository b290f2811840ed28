import type { Sale } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { FileX } from 'lucide-react';
import { saleQuery } from '../../api/queries.ts';
import { refusalOf } from '../../api/refusals.ts';
import { useFormat } from '../../app/identity.ts';
import { Card, Facts, Page } from '../../ui/page.tsx';
import { Empty, LoadProblem, Skeleton } from '../../ui/states.tsx';
import { SaleActs } from './acts.tsx';
import { SaleLines } from './lines.tsx';
import { SaleReturns } from './returns.tsx';
import { SaleStatus, saleName } from './status.tsx';

const route = getRouteApi('/app/sales/$saleId');
const BACK = { to: '/sales', label: 'Sales' } as const;

/** One sale: what was sold to whom, and what happens next. */
export function SalePage() {
  const { saleId } = route.useParams();
  const query = useQuery(saleQuery(saleId));
  if (query.data !== undefined) return <Detail sale={query.data} />;
  const code = refusalOf(query.error)?.code;
  const isGone = code === 'NOT_FOUND' || code === 'VALIDATION_FAILED';
  return (
    <Page title={isGone ? 'Not found' : 'Sale'} back={BACK}>
      <Card>
        {isGone ? (
          <Empty icon={FileX} title="There is no such sale">
            It may belong to another company, or the link is not complete.
          </Empty>
        ) : query.isError ? (
          <LoadProblem
            error={query.error}
            onRetry={() => void query.refetch()}
            isRetrying={query.isFetching}
          />
        ) : (
          <Skeleton lines={6} />
        )}
      </Card>
    </Page>
  );
}

function Detail({ sale }: { sale: Sale }) {
  return (
    <SaleActs sale={sale}>
      {({ actions, problem }) => (
        <Page
          title={`Sale ${saleName(sale)}`}
          beside={<SaleStatus status={sale.status} />}
          subtitle={sale.customerName ?? 'No customer name'}
          back={BACK}
          actions={actions}
        >
          {problem}
          <div className="columns">
            <div>
              <Card title="Lines" flush>
                <SaleLines sale={sale} />
              </Card>
            </div>
            <div>
              <SaleFacts sale={sale} />
              <SaleReturns sale={sale} />
            </div>
          </div>
        </Page>
      )}
    </SaleActs>
  );
}

function SaleFacts({ sale }: { sale: Sale }) {
  const format = useFormat();
  const facts = [
    { name: 'Customer', value: sale.customerName ?? <span className="muted">–</span> },
    {
      name: 'E-mail',
      value:
        sale.customerEmail === null ? (
          <span className="muted">–</span>
        ) : (
          <a href={`mailto:${sale.customerEmail}`}>{sale.customerEmail}</a>
        ),
    },
    { name: 'Channel', value: sale.channel },
    { name: 'Sold', value: format.instant(sale.saleDate) },
    ...[
      { name: 'Confirmed', at: sale.confirmedAt },
      { name: 'Completed', at: sale.completedAt },
      { name: 'Cancelled', at: sale.cancelledAt },
    ].flatMap(({ name, at }) => (at === null ? [] : [{ name, value: format.instant(at) }])),
  ];
  return (
    <Card title="Details">
      <div className="stack">
        <Facts facts={facts} />
        {sale.notes !== null && <p className="soft prewrap">{sale.notes}</p>}
      </div>
    </Card>
  );
}
