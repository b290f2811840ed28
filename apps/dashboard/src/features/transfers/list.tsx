import type { TransferSummary } from '@stockflow/sdk';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Plus, SearchX, Truck } from 'lucide-react';
import { useMemo } from 'react';
import { transfersQuery } from '../../api/stock-queries.ts';
import { stockflow } from '../../api/stockflow.ts';
import { useCan, useFormat } from '../../app/identity.ts';
import { formatQuantity, units } from '../../format/number.ts';
import { ExportButton } from '../../parts/export-button.tsx';
import { useWarehouseOptions } from '../../parts/reference-filters.tsx';
import { useWarehouseName, warehouseNames } from '../../parts/working-warehouse.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { EndlessList } from '../../ui/endless-list.tsx';
import { Filter } from '../../ui/filter.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import type { Column } from '../../ui/table.tsx';
import { TRANSFER_STATUSES, type TransfersSearch, transfersFilter } from './address.ts';
import { transferCsv } from './csv.ts';
import { TransferStatus, transferName, transferWords } from './status.tsx';

const route = getRouteApi('/app/stock/transfers');
const STATUS_OPTIONS = [
  ...TRANSFER_STATUSES.map((id) => ({ id, label: transferWords(id) })),
  { id: 'all', label: 'All' },
];

/** What is on its way between warehouses, and what was. */
export function TransfersPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayMove = useCan()('stock:write');
  const change = (fields: Partial<Record<keyof TransfersSearch, unknown>>) =>
    void navigate({
      search: (now) => ({ ...now, ...fields }) as TransfersSearch,
      replace: true,
      resetScroll: false,
    });
  const query = useInfiniteQuery(transfersQuery(transfersFilter(search)));
  const columns = useColumns();
  const client = useQueryClient();
  return (
    <Page
      title="Transfers"
      actions={
        <>
          <ExportButton
            name="transfers"
            noun="transfer"
            columns={async () => transferCsv(await warehouseNames(client))}
            rows={(signal) =>
              stockflow.transfers.list({ ...transfersFilter(search), limit: 250 }, { signal })
            }
          />
          {mayMove && <NewTransferLink />}
        </>
      }
    >
      <TransferFilters search={search} onChange={change} />
      <EndlessList
        label="Transfers"
        noun="transfer"
        query={query}
        rowsOf={rowsOf}
        columns={columns}
        keyOf={(transfer) => transfer.id}
        empty={
          <NoTransfers
            isFiltered={Object.keys(search).length > 0}
            onClear={() => void navigate({ search: {} })}
            mayMove={mayMove}
          />
        }
      />
    </Page>
  );
}

const rowsOf = <Row,>(page: { items: Row[] }): Row[] => page.items;

function NewTransferLink() {
  return (
    <Link to="/stock/transfers/new" className={buttonClass('primary')}>
      <span className="button__face">
        <Plus size={16} aria-hidden />
        New transfer
      </span>
    </Link>
  );
}

function TransferFilters({
  search,
  onChange,
}: {
  search: TransfersSearch;
  onChange: (fields: Partial<Record<keyof TransfersSearch, unknown>>) => void;
}) {
  const warehouses = useWarehouseOptions();
  return (
    <div className="toolbar">
      <div className="toolbar__filters">
        <Filter
          label="State"
          single
          options={STATUS_OPTIONS}
          chosen={[search.status ?? 'in_transit']}
          onChange={([status]) => onChange({ status })}
        />
        <Filter
          label="From"
          single
          options={warehouses}
          chosen={search.from === undefined ? [] : [search.from]}
          onChange={([from]) => onChange({ from })}
        />
        <Filter
          label="To"
          single
          options={warehouses}
          chosen={search.to === undefined ? [] : [search.to]}
          onChange={([to]) => onChange({ to })}
        />
      </div>
    </div>
  );
}

function NoTransfers({
  isFiltered,
  onClear,
  mayMove,
}: {
  isFiltered: boolean;
  onClear: () => void;
  mayMove: boolean;
}) {
  if (isFiltered) {
    return (
      <Empty
        icon={SearchX}
        title="No transfer matches"
        action={<Button onPress={onClear}>Show what is on its way</Button>}
      />
    );
  }
  return (
    <Empty icon={Truck} title="Nothing is on its way" action={mayMove && <NewTransferLink />}>
      Goods that were sent off stand here until the other warehouse has received them.
    </Empty>
  );
}

function useColumns(): Column<TransferSummary>[] {
  const format = useFormat();
  const nameOf = useWarehouseName();
  return useMemo(
    () => [
      {
        key: 'transfer',
        header: 'Transfer',
        width: '6.5rem',
        narrow: 'extra',
        cell: (transfer) => <span className="mono">{transferName(transfer.id)}</span>,
      },
      {
        key: 'way',
        header: 'From and to',
        width: 'minmax(12rem, 2fr)',
        narrow: 'title',
        cell: (transfer) => (
          <Link to="/stock/transfers/$transferId" params={{ transferId: transfer.id }} className="row-link">
            {nameOf(transfer.fromWarehouseId)} → {nameOf(transfer.toWarehouseId)}
          </Link>
        ),
      },
      {
        key: 'status',
        header: 'State',
        width: '7rem',
        narrow: 'value',
        cell: (transfer) => <TransferStatus status={transfer.status} />,
      },
      {
        key: 'units',
        header: 'Units',
        width: 'minmax(10rem, 1.2fr)',
        narrow: 'meta',
        cell: (transfer) => <Progress transfer={transfer} />,
      },
      {
        key: 'shipped',
        header: 'Sent off',
        width: 'minmax(9.5rem, 1fr)',
        align: 'end',
        narrow: 'aside',
        cell: (transfer) => <span className="muted nowrap">{format.instant(transfer.shippedAt)}</span>,
      },
    ],
    [format, nameOf],
  );
}

function Progress({ transfer }: { transfer: TransferSummary }) {
  const { quantity, quantityReceived, quantityMissing, lineCount } = transfer;
  return (
    <span className="two-lines">
      <span>
        {formatQuantity(quantityReceived)} of {units(quantity)} here
      </span>
      <small>
        {units(lineCount, 'product')}
        {quantityMissing > 0 && (
          <span className="danger-text">, {formatQuantity(quantityMissing)} missing</span>
        )}
        {quantityReceived > quantity && (
          <span className="warn-text">, {formatQuantity(quantityReceived - quantity)} too many</span>
        )}
      </small>
    </span>
  );
}
