import type { Reservation } from '@stockflow/sdk';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Hourglass, SearchX, X } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { refresh } from '../../api/keys.ts';
import { productNamesQuery, reservationsQuery } from '../../api/stock-queries.ts';
import { useCan } from '../../app/identity.ts';
import { compareClocks, serverNow } from '../../app/server-clock.ts';
import { ExportButton } from '../../parts/export-button.tsx';
import { ProductPicker } from '../../parts/product-picker.tsx';
import { useWarehouseOptions } from '../../parts/reference-filters.tsx';
import { useWarehouseName, warehouseNames } from '../../parts/working-warehouse.tsx';
import { Button } from '../../ui/button.tsx';
import { EndlessList } from '../../ui/endless-list.tsx';
import { Filter } from '../../ui/filter.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import { ReservationActDialog, type ReservationTask } from './acts.tsx';
import { RESERVATION_STATUSES, type ReservationsSearch, reservationsFilter } from './address.ts';
import { reservationColumns } from './columns.tsx';
import { heldCsv, heldLines } from './csv.ts';
import { reservationWords } from './status.tsx';

const route = getRouteApi('/app/stock/reservations');
const STATUS_OPTIONS = [
  ...RESERVATION_STATUSES.map((id) => ({ id, label: reservationWords(id) })),
  { id: 'all', label: 'All' },
];
const rowsOf = <Row,>(page: { items: Row[] }): Row[] => page.items;

/** What is held for whom, and for how long still. */
export function ReservationsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayMove = useCan()('stock:write');
  const [task, setTask] = useState<ReservationTask | null>(null);
  const query = useInfiniteQuery(reservationsQuery(reservationsFilter(search)));
  const rows = useMemo(() => query.data?.pages.flatMap(rowsOf) ?? [], [query.data]);
  useLeaving(rows);
  const { data: products } = useQuery(productNamesQuery(rows.flatMap(idsOf)));
  const nameOf = useWarehouseName();
  const client = useQueryClient();
  const columns = useMemo(
    () => reservationColumns({ products, nameOf, onTask: mayMove ? setTask : null }),
    [products, nameOf, mayMove],
  );
  return (
    <Page
      title="Reservations"
      actions={
        <ExportButton
          name="reservations"
          noun="line"
          columns={async () => heldCsv(await warehouseNames(client))}
          rows={(signal) => heldLines(client, reservationsFilter(search), signal)}
        />
      }
    >
      <ReservationFilters
        search={search}
        onChange={(fields) =>
          void navigate({
            search: (now) => ({ ...now, ...fields }) as ReservationsSearch,
            replace: true,
            resetScroll: false,
          })
        }
      />
      <EndlessList
        label="Reservations"
        noun="reservation"
        query={query}
        rowsOf={rowsOf}
        columns={columns}
        keyOf={(reservation) => reservation.id}
        rowHeight={64}
        empty={
          Object.keys(search).length > 0 ? (
            <Empty
              icon={SearchX}
              title="No reservation matches"
              action={<Button onPress={() => void navigate({ search: {} })}>Show what is held now</Button>}
            />
          ) : (
            <Empty icon={Hourglass} title="Nothing is held">
              Confirmed sales and other systems hold stock here, until it ships or their time is up.
            </Empty>
          )
        }
      />
      {task !== null && (
        <ReservationActDialog task={task} products={products} onClose={() => setTask(null)} />
      )}
    </Page>
  );
}

const idsOf = (reservation: Reservation): string[] => reservation.lines.map(({ productId }) => productId);

/** How long after its end a hold is asked about, and how often while the server still shows it, in milliseconds. */
const ASK_AFTER_MS = 400;
const ASK_AGAIN_MS = 3_000;

/** Reads the list again when the next hold ends: what has expired leaves by itself. */
function useLeaving(rows: readonly Reservation[]): void {
  const client = useQueryClient();
  useEffect(() => void compareClocks(), []);
  const ends = rows.flatMap(({ status, expiresAt }) =>
    status === 'active' && expiresAt !== null ? [Date.parse(expiresAt)] : [],
  );
  const next = ends.length === 0 ? null : Math.min(...ends);
  useEffect(() => {
    if (next === null) return;
    const leftMs = next - serverNow();
    // The browser's timers hold 24 days at most; a page does not stand open for longer.
    const waitMs = leftMs > 0 ? Math.min(leftMs + ASK_AFTER_MS, 2_000_000_000) : ASK_AGAIN_MS;
    const timer = setInterval(() => void refresh(client, ['reservations', 'levels']), waitMs);
    return () => clearInterval(timer);
  }, [next, client]);
}

function ReservationFilters({
  search,
  onChange,
}: {
  search: ReservationsSearch;
  onChange: (fields: Partial<Record<keyof ReservationsSearch, unknown>>) => void;
}) {
  const warehouses = useWarehouseOptions();
  const { data } = useQuery(productNamesQuery(search.product === undefined ? [] : [search.product]));
  return (
    <div className="toolbar">
      {search.product === undefined ? (
        <ProductPicker
          label="Of a product"
          name="product"
          onPick={(product) => onChange({ product: product.id })}
        />
      ) : (
        <Button icon={X} onPress={() => onChange({ product: undefined })}>
          {`Only ${data?.get(search.product)?.name ?? 'one product'}`}
        </Button>
      )}
      <div className="toolbar__filters">
        <Filter
          label="State"
          single
          options={STATUS_OPTIONS}
          chosen={[search.status ?? 'active']}
          onChange={([status]) => onChange({ status })}
        />
        <Filter
          label="Warehouse"
          single
          options={warehouses}
          chosen={search.warehouse === undefined ? [] : [search.warehouse]}
          onChange={([warehouse]) => onChange({ warehouse })}
        />
      </div>
    </div>
  );
}
