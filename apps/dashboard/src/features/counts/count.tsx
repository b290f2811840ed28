import type { Count } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { FileX } from 'lucide-react';
import { useState } from 'react';
import { refusalOf } from '../../api/refusals.ts';
import { countQuery } from '../../api/stock-queries.ts';
import { useCan } from '../../app/identity.ts';
import { formatQuantity, units } from '../../format/number.ts';
import { useScanner } from '../../parts/scan/use-scanner.ts';
import { useWarehouseName } from '../../parts/working-warehouse.tsx';
import { Segments } from '../../ui/filter.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Empty, LoadProblem, Skeleton } from '../../ui/states.tsx';
import type { CountSearch } from './address.ts';
import { Review } from './review.tsx';
import { CountRoom } from './room.tsx';
import { CountStatus } from './status.tsx';
import { Stranded } from './stranded.tsx';
import { type Tally, useTally } from './use-tally.ts';

const route = getRouteApi('/app/stock/counts/$countId');
const BACK = { to: '/stock/counts', label: 'Counts' } as const;
const VIEWS = [
  { id: 'count', label: 'Count' },
  { id: 'review', label: 'Review' },
] as const;
/** How often an open count is looked at again: others count too. */
const REFRESH_MS = 20_000;

/** One count: counting in the aisle, then a look at the differences, then the books. */
export function CountPage() {
  const { countId } = route.useParams();
  const query = useQuery({
    ...countQuery(countId),
    refetchInterval: ({ state }) => (state.data?.status === 'open' ? REFRESH_MS : false),
  });
  if (query.data !== undefined) return <OneCount count={query.data} />;
  const code = refusalOf(query.error)?.code;
  const isGone = code === 'NOT_FOUND' || code === 'VALIDATION_FAILED';
  return (
    <Page title={isGone ? 'Not found' : 'Count'} back={BACK}>
      <Card>
        {isGone ? (
          <Empty icon={FileX} title="There is no such count">
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

function OneCount({ count }: { count: Count }) {
  const tally = useTally(count);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const nameOf = useWarehouseName();
  const mayCount = useCan()('stock:write') && count.status === 'open';
  const change = (fields: Partial<CountSearch>) =>
    void navigate({
      search: (now) => ({ ...now, ...fields }) as CountSearch,
      replace: true,
      resetScroll: false,
    });
  const isLoading = tally.query.data === undefined;
  const [early, setEarly] = useState<readonly string[]>([]);
  // On a slow network people scan before the list is here: nothing of it is lost.
  useScanner((code) => setEarly((now) => [...now, code]), isLoading && mayCount);
  const view = mayCount ? (search.view ?? 'count') : 'review';
  return (
    <Page
      title={nameOf(count.warehouseId)}
      beside={<CountStatus status={count.status} />}
      subtitle={count.notes ?? undefined}
      back={BACK}
    >
      <div className="aisle">
        <Progress count={count} tally={tally} />
        {mayCount && (
          <Segments
            label="View"
            options={VIEWS}
            value={view}
            onChange={(next) => change({ view: next === 'count' ? undefined : next } as CountSearch)}
          />
        )}
        <Stranded count={count} tally={tally} />
        {tally.query.data === undefined ? (
          <Card>
            {tally.query.isError ? (
              <LoadProblem
                error={tally.query.error}
                onRetry={() => void tally.query.refetch()}
                isRetrying={tally.query.isFetching}
              />
            ) : (
              <Skeleton lines={6} />
            )}
          </Card>
        ) : view === 'count' ? (
          <CountRoom
            count={count}
            tally={tally}
            productId={search.product ?? null}
            early={early}
            onProduct={(product) => change({ product })}
          />
        ) : (
          <Review count={count} tally={tally} mayCount={mayCount} />
        )}
      </div>
    </Page>
  );
}

/** How far it is, with what this device has not sent yet. */
function Progress({ count, tally }: { count: Count; tally: Tally }) {
  const total = Math.max(count.lineCount, tally.lines.length);
  const refused = tally.parcels.length - tally.unsent;
  const isHere = tally.query.data !== undefined;
  const done = isHere ? tally.lines.filter(({ quantity }) => quantity !== null).length : count.countedCount;
  return (
    <div className="progress">
      <progress className="progress__bar" max={Math.max(1, total)} value={done} aria-label="Counted" />
      <p className="row row--between num">
        <span>
          {formatQuantity(done)} of {units(total, 'product')} counted
        </span>
        <span className={tally.isStuck || refused > 0 ? 'warn-text strong' : 'muted'} role="status">
          {refused > 0
            ? `${formatQuantity(refused)} to look at`
            : tally.unsent === 0
              ? 'All sent'
              : `${formatQuantity(tally.unsent)} to send`}
        </span>
      </p>
    </div>
  );
}
