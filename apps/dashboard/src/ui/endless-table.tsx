import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Cells, type Column, TableHead, tracks } from './table.tsx';

/** Rows from the end at which the next page is asked for: it is there before the person is. */
const AHEAD_ROWS = 25;

interface EndlessTableProps<Row> {
  /** What the table lists, for screen readers. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  hasMore: boolean;
  isLoadingMore: boolean;
  onMore: () => void;
  /** Height of a row before it is measured, in pixels. */
  rowHeight?: number;
}

/** A table of any length that scrolls with the page: only the rows in sight exist, pages are fetched ahead. */
export function EndlessTable<Row>(props: EndlessTableProps<Row>) {
  const { label, columns, rows, keyOf, hasMore, isLoadingMore, onMore, rowHeight = 53 } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const top = useTopOf(body);
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollMargin: top,
    getItemKey: (index) => keyOf(rows[index] as Row),
  });
  const visible = virtualizer.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !isLoadingMore && last >= rows.length - AHEAD_ROWS) onMore();
  }, [hasMore, isLoadingMore, last, rows.length, onMore]);

  return (
    <table
      className="table"
      aria-label={label}
      aria-rowcount={hasMore ? -1 : rows.length + 1}
      aria-busy={isLoadingMore}
    >
      <TableHead columns={columns} />
      <tbody
        ref={body}
        className="table__body table__body--endless"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {visible.map((item) => {
          const row = rows[item.index] as Row;
          return (
            <tr
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              aria-rowindex={item.index + 2}
              className="table__row"
              style={{ ...tracks(columns), transform: `translateY(${item.start - top}px)` }}
            >
              <Cells columns={columns} row={row} />
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** How far an element's top is from the page's, which moves when something above it grows. */
function useTopOf(element: React.RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = () => {
      const box = element.current?.getBoundingClientRect();
      if (box !== undefined) setTop(Math.round(box.top + window.scrollY));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [element]);
  return top;
}
