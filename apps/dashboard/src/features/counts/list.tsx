import type { Count } from '@stockflow/sdk';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ClipboardList, Plus, SearchX } from 'lucide-react';
import { useMemo, useState } from 'react';
import { countsQuery } from '../../api/stock-queries.ts';
import { stockflow } from '../../api/stockflow.ts';
import { useCan, useFormat } from '../../app/identity.ts';
import { formatQuantity, units } from '../../format/number.ts';
import { ExportButton } from '../../parts/export-button.tsx';
import { useWarehouseOptions } from '../../parts/reference-filters.tsx';
import { useWarehouseName, warehouseNames } from '../../parts/working-warehouse.tsx';
import { Button } from '../../ui/button.tsx';
import { EndlessList } from '../../ui/endless-list.tsx';
import { Filter } from '../../ui/filter.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import type { Column } from '../../ui/table.tsx';
import { COUNT_STATUSES, type CountsSearch, countsFilter } from './address.ts';
import { countCsv } from './csv.ts';
import { OpenCountDialog } from './open-dialog.tsx';
import { CountStatus, countWords } from './status.tsx';

const route = getRouteApi('/app/stock/counts');
const STATUS_OPTIONS = COUNT_STATUSES.map((id) => ({ id, label: countWords(id) }));
const rowsOf = <Row,>(page: { items: Row[] }): Row[] => page.items;

/** Counts, the newest first: open ones to go on with, posted ones to look up. */
export function CountsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayCount = useCan()('stock:write');
  const warehouses = useWarehouseOptions();
  const [opening, setOpening] = useState(false);
  const change = (fields: Partial<Record<keyof CountsSearch, unknown>>) =>
    void navigate({
      search: (now) => ({ ...now, ...fields }) as CountsSearch,
      replace: true,
      resetScroll: false,
    });
  const query = useInfiniteQuery(countsQuery(countsFilter(search)));
  const columns = useColumns();
  const open = mayCount && (
    <Button look="primary" icon={Plus} onPress={() => setOpening(true)}>
      New count
    </Button>
  );
  const isFiltered = Object.keys(search).length > 0;
  const client = useQueryClient();
  return (
    <Page
      title="Counts"
      actions={
        <>
          <ExportButton
            name="counts"
            noun="count"
            columns={async () => countCsv(await warehouseNames(client))}
            rows={(signal) => stockflow.counts.list({ ...countsFilter(search), limit: 250 }, { signal })}
          />
          {open}
        </>
      }
    >
      <div className="toolbar">
        <div className="toolbar__filters">
          <Filter
            label="State"
            single
            options={STATUS_OPTIONS}
            chosen={search.status === undefined ? [] : [search.status]}
            onChange={([status]) => change({ status })}
          />
          <Filter
            label="Warehouse"
            single
            options={warehouses}
            chosen={search.warehouse === undefined ? [] : [search.warehouse]}
            onChange={([warehouse]) => change({ warehouse })}
          />
        </div>
      </div>
      <EndlessList
        label="Counts"
        noun="count"
        query={query}
        rowsOf={rowsOf}
        columns={columns}
        keyOf={(count) => count.id}
        empty={
          isFiltered ? (
            <Empty
              icon={SearchX}
              title="No count matches"
              action={<Button onPress={() => void navigate({ search: {} })}>Clear filters</Button>}
            />
          ) : (
            <Empty icon={ClipboardList} title="No counts yet" action={open}>
              Count a warehouse, a category or a few products with a phone and a scanner. Sales go on
              meanwhile.
            </Empty>
          )
        }
      />
      {opening && <OpenCountDialog onClose={() => setOpening(false)} />}
    </Page>
  );
}

function useColumns(): Column<Count>[] {
  const format = useFormat();
  const nameOf = useWarehouseName();
  return useMemo(
    () => [
      {
        key: 'warehouse',
        header: 'Warehouse',
        width: 'minmax(11rem, 2fr)',
        narrow: 'title',
        cell: (count) => (
          <span className="two-lines">
            <Link to="/stock/counts/$countId" params={{ countId: count.id }} className="row-link">
              {nameOf(count.warehouseId)}
            </Link>
            {count.notes !== null && <small className="truncate">{count.notes}</small>}
          </span>
        ),
      },
      {
        key: 'status',
        header: 'State',
        width: '6rem',
        narrow: 'value',
        cell: (count) => <CountStatus status={count.status} />,
      },
      {
        key: 'progress',
        header: 'Counted',
        width: 'minmax(9rem, 1fr)',
        narrow: 'meta',
        cell: (count) => `${formatQuantity(count.countedCount)} of ${units(count.lineCount, 'product')}`,
      },
      {
        key: 'differences',
        header: 'Differences',
        width: 'minmax(7rem, 1fr)',
        narrow: 'extra',
        cell: (count) =>
          count.differenceCount === null ? (
            <span className="muted">hidden: blind</span>
          ) : (
            <span className={count.differenceCount > 0 ? 'warn-text' : 'muted'}>
              {units(count.differenceCount, 'difference')}
            </span>
          ),
      },
      {
        key: 'opened',
        header: 'Opened',
        width: 'minmax(9.5rem, 1fr)',
        align: 'end',
        narrow: 'aside',
        cell: (count) => <span className="muted nowrap">{format.instant(count.openedAt)}</span>,
      },
    ],
    [format, nameOf],
  );
}
