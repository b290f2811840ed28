import { BellOff, CircleCheck, CircleCheckBig, Inbox, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatQuantity } from '../../format/number.ts';
import { Button } from '../../ui/button.tsx';
import { Empty, LoadProblem, Notice, Skeleton } from '../../ui/states.tsx';
import type { AlertsSearch } from './address.ts';

interface Query {
  data: unknown;
  error: unknown;
  isError: boolean;
  isFetching: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  refetch: () => unknown;
  fetchNextPage: () => unknown;
}

/** The list in all its states: on its way, failed, empty, there; and there but old. */
export function ListStates({
  query,
  isEmpty,
  search,
  isFiltered,
  onClear,
  onAny,
  children,
}: {
  query: Query;
  isEmpty: boolean;
  search: AlertsSearch;
  isFiltered: boolean;
  onClear: () => void;
  onAny: () => void;
  children: ReactNode;
}) {
  if (query.data === undefined) {
    if (!query.isError) return <Skeleton lines={10} />;
    return (
      <LoadProblem error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
    );
  }
  return (
    <>
      {query.isError && !query.isFetchNextPageError && (
        <Notice tone="warn">
          The list could not be read again; this is what was last loaded.{' '}
          <Button small onPress={() => void query.refetch()} isPending={query.isFetching}>
            Try again
          </Button>
        </Notice>
      )}
      {!isEmpty ? (
        children
      ) : query.hasNextPage || query.isFetchingNextPage ? (
        <Skeleton lines={4} />
      ) : isFiltered ? (
        <Empty
          icon={SearchX}
          title="No alert matches these filters"
          action={<Button onPress={onClear}>Clear filters</Button>}
        />
      ) : (
        <Nothing state={search.state} onAny={onAny} />
      )}
    </>
  );
}

function Nothing({ state, onAny }: { state: AlertsSearch['state']; onAny: () => void }) {
  switch (state) {
    case 'open':
      return (
        <Empty icon={Inbox} title="Nothing is open">
          Everything that is low has been seen by somebody.
        </Empty>
      );
    case 'acknowledged':
      return (
        <Empty icon={CircleCheck} title="Nothing is acknowledged">
          Acknowledge what you have seen and mean to deal with: it stays in the inbox, and others know.
        </Empty>
      );
    case 'snoozed':
      return (
        <Empty icon={BellOff} title="Nothing is snoozed">
          What can wait sleeps here until a day, or until it gets worse.
        </Empty>
      );
    case 'resolved':
      return (
        <Empty icon={CircleCheckBig} title="Nothing is resolved">
          What somebody resolved, and what ended because there was enough again, stands here.
        </Empty>
      );
    default:
      return (
        <Empty
          icon={CircleCheckBig}
          title="Nothing is low"
          action={<Button onPress={onAny}>Show what does not sell, too</Button>}
        >
          Every product that sells is above its threshold, or sleeps, or was resolved. What runs low appears
          here by itself, what runs out first at the top.
        </Empty>
      );
  }
}

/** How far one has read, and the way on. */
export function More({
  query,
  shown,
  total,
  onMore,
}: {
  query: Query;
  shown: number;
  total: number;
  onMore: () => void;
}) {
  if (!query.hasNextPage || shown === 0) return null;
  const press = () => (query.isFetchNextPageError ? query.fetchNextPage() : onMore());
  return (
    <div className="list-end row row--wrap row--between">
      <span>
        {formatQuantity(shown)} of {formatQuantity(total)}
        {query.isFetchNextPageError && <span className="danger-text"> · could not load more</span>}
      </span>
      <Button onPress={() => void press()} isPending={query.isFetchingNextPage}>
        Load more
      </Button>
    </div>
  );
}
