import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { units } from '../format/number.ts';
import { Button } from './button.tsx';
import { EndlessTable } from './endless-table.tsx';
import { LoadProblem, Skeleton } from './states.tsx';
import type { Column } from './table.tsx';

interface EndlessListProps<Row, Page> {
  label: string;
  /** What one row is: "product". */
  noun: string;
  query: UseInfiniteQueryResult<InfiniteData<Page>>;
  rowsOf: (page: Page) => readonly Row[];
  columns: readonly Column<Row>[];
  keyOf: (row: Row) => string;
  /** What stands there when there is no row. */
  empty: ReactNode;
  rowHeight?: number;
}

/** A list of any length in all its states: loading, there, empty, failed, loading more, at its end. */
export function EndlessList<Row, Page>(props: EndlessListProps<Row, Page>) {
  const { label, query, rowsOf, columns, keyOf, empty, rowHeight } = props;
  const rows = useMemo(() => query.data?.pages.flatMap((page) => rowsOf(page)) ?? [], [query.data, rowsOf]);
  return (
    <section className={`card${query.isPlaceholderData ? ' card--stale' : ''}`} aria-label={label}>
      {query.data === undefined && query.isError ? (
        <LoadProblem error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
      ) : query.data === undefined ? (
        <Skeleton lines={10} />
      ) : rows.length === 0 ? (
        empty
      ) : (
        <>
          <EndlessTable
            label={label}
            columns={columns}
            rows={rows}
            keyOf={keyOf}
            hasMore={query.hasNextPage && !query.isFetchNextPageError}
            isLoadingMore={query.isFetchingNextPage}
            onMore={() => void query.fetchNextPage({ cancelRefetch: false })}
            {...(rowHeight !== undefined && { rowHeight })}
          />
          <ListEnd query={query} count={rows.length} noun={props.noun} />
        </>
      )}
    </section>
  );
}

function ListEnd({
  query,
  count,
  noun,
}: {
  query: UseInfiniteQueryResult<InfiniteData<unknown>>;
  count: number;
  noun: string;
}) {
  if (query.isFetchNextPageError) {
    return (
      <p className="list-end" role="alert">
        The next rows could not be loaded.{' '}
        <Button onPress={() => void query.fetchNextPage({ cancelRefetch: false })}>Try again</Button>
      </p>
    );
  }
  if (query.isFetchingNextPage) return <p className="list-end">Loading more…</p>;
  if (query.hasNextPage) return null;
  return <p className="list-end">{units(count, noun)}</p>;
}
