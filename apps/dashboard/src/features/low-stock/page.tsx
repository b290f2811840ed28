import type { LowStockAlert } from '@stockflow/sdk';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { CircleCheckBig, SearchX } from 'lucide-react';
import { lowStockQuery } from '../../api/queries.ts';
import { useFormat } from '../../app/identity.ts';
import { formatQuantity, units } from '../../format/number.ts';
import { Button } from '../../ui/button.tsx';
import { Page, Stat, Stats } from '../../ui/page.tsx';
import { Empty, LoadProblem, Skeleton } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { type LowStockSearch, lowStockFilter } from './address.ts';
import { alertColumns, alertId } from './columns.tsx';
import { LowStockFilters } from './filters.tsx';
import { AlertPanel } from './panel.tsx';

const route = getRouteApi('/app/low-stock');

/** What needs a person: everything that is low, the most urgent first. */
export function LowStockPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (fields: Partial<Record<keyof LowStockSearch, unknown>>) =>
    void navigate({
      search: (now) => ({ ...now, ...fields }) as LowStockSearch,
      replace: !('alert' in fields),
    });
  const query = useInfiniteQuery(lowStockQuery(lowStockFilter(search)));
  const first = query.data?.pages[0];
  const alerts = query.data?.pages.flatMap((page) => page.alerts) ?? [];
  const open = alerts.find((alert) => alertId(alert) === search.alert);
  return (
    <Page title="Low stock" subtitle={<Subtitle summary={first?.summary} />}>
      <Totals total={first?.totalAlerts} critical={first?.criticalAlerts} />
      <LowStockFilters search={search} onChange={change} />
      <section className="card" aria-busy={query.isFetching}>
        {query.isError && first === undefined ? (
          <LoadProblem
            error={query.error}
            onRetry={() => void query.refetch()}
            isRetrying={query.isRefetching}
          />
        ) : first === undefined ? (
          <Skeleton lines={8} tall />
        ) : (
          <Alerts
            alerts={alerts}
            search={search}
            onOpen={(alert) => change({ alert: alertId(alert) })}
            onClear={() => void navigate({ search: {} })}
          />
        )}
        <More query={query} shown={alerts.length} total={first?.totalAlerts ?? 0} />
      </section>
      <AlertPanel alert={open} summary={first?.summary} onClose={() => change({ alert: undefined })} />
    </Page>
  );
}

function Subtitle({ summary }: { summary: { recentSalesDays: number; generatedAt: string } | undefined }) {
  const format = useFormat();
  if (summary === undefined) return 'What runs out next, and what to order';
  return `By the sales of the last ${units(summary.recentSalesDays, 'day')} · as of ${format.clock(summary.generatedAt)}`;
}

function Totals({ total, critical }: { total: number | undefined; critical: number | undefined }) {
  const waiting = <span className="muted">–</span>;
  return (
    <Stats>
      <Stat
        name="Critical"
        value={
          critical === undefined ? waiting : <span className="danger-text">{formatQuantity(critical)}</span>
        }
        note="run out within days"
      />
      <Stat
        name="Low"
        value={
          total === undefined || critical === undefined ? (
            waiting
          ) : (
            <span className="warn-text">{formatQuantity(total - critical)}</span>
          )
        }
        note="at or under their threshold"
      />
      <Stat
        name="Together"
        value={total === undefined ? waiting : formatQuantity(total)}
        note="with these filters"
      />
    </Stats>
  );
}

function Alerts({
  alerts,
  search,
  onOpen,
  onClear,
}: {
  alerts: LowStockAlert[];
  search: LowStockSearch;
  onOpen: (alert: LowStockAlert) => void;
  onClear: () => void;
}) {
  const isFiltered = Object.keys(search).some((key) => key !== 'alert');
  if (alerts.length > 0) {
    return <Table label="Low stock" columns={alertColumns(onOpen)} rows={alerts} keyOf={alertId} />;
  }
  if (isFiltered) {
    return (
      <Empty
        icon={SearchX}
        title="Nothing low matches these filters"
        action={<Button onPress={onClear}>Clear filters</Button>}
      />
    );
  }
  return (
    <Empty icon={CircleCheckBig} title="Nothing is low">
      Every product that sells is above its threshold. What runs low will stand here, the most urgent first.
    </Empty>
  );
}

function More({
  query,
  shown,
  total,
}: {
  query: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    isFetchNextPageError: boolean;
    fetchNextPage: () => unknown;
  };
  shown: number;
  total: number;
}) {
  if (!query.hasNextPage) return null;
  return (
    <div className="list-end row row--wrap row--between">
      <span>
        {formatQuantity(shown)} of {formatQuantity(total)}
        {query.isFetchNextPageError && <span className="danger-text"> · could not load more</span>}
      </span>
      <Button onPress={() => void query.fetchNextPage()} isPending={query.isFetchingNextPage}>
        Load more
      </Button>
    </div>
  );
}
