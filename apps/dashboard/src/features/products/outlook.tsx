import type { Product, ProductTimeline } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { productLevelsQuery } from '../../api/queries.ts';
import { productTimelineQuery } from '../../api/report-queries.ts';
import { Filter, Segments } from '../../ui/filter.tsx';
import { Card } from '../../ui/page.tsx';
import { LoadProblem } from '../../ui/states.tsx';
import { type ProductSearch, TIMELINE_DAYS } from './address.ts';
import { TimelineChart } from './timeline-chart.tsx';

const route = getRouteApi('/app/products/$productId');

const OPTIONS = TIMELINE_DAYS.map((id) => ({ id, label: id === '365' ? '1 year' : `${id} days` }));

/** How the stock went, and how long it lasts; in one warehouse or in all. */
export function ProductOutlook({ product }: { product: Product }) {
  const { warehouse, days = '90' } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(productTimelineQuery(product.id, warehouse, Number(days)));
  const { data: levels } = useQuery(productLevelsQuery(product.id));
  const change = (fields: { [K in keyof ProductSearch]?: ProductSearch[K] | undefined }) =>
    void navigate({
      search: (now) => ({ ...now, ...fields }) as ProductSearch,
      replace: true,
      resetScroll: false,
    });
  const places = (levels?.items ?? []).map((level) => ({
    id: level.warehouseId,
    label: level.warehouseName,
  }));
  return (
    <Card
      title="Stock over time"
      actions={
        <div className="row row--wrap">
          {places.length > 1 && (
            <Filter
              label="Warehouse"
              single
              options={places}
              chosen={warehouse === undefined ? [] : [warehouse]}
              onChange={([id]) => change({ warehouse: id })}
            />
          )}
          <Segments
            label="Days"
            options={OPTIONS}
            value={days}
            onChange={(chosen) => change({ days: chosen === '90' ? undefined : chosen })}
          />
        </div>
      }
    >
      <Timeline query={query} />
    </Card>
  );
}

function Timeline({
  query,
}: {
  query: {
    data: ProductTimeline | undefined;
    isError: boolean;
    error: unknown;
    isFetching: boolean;
    isPlaceholderData: boolean;
    refetch: () => unknown;
  };
}) {
  if (query.data !== undefined) {
    return (
      <div className={query.isPlaceholderData ? 'is-old' : undefined}>
        <TimelineChart timeline={query.data} />
      </div>
    );
  }
  if (query.isError)
    return (
      <LoadProblem error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
    );
  return <div className="chart chart--empty" role="status" aria-label="Loading" />;
}
