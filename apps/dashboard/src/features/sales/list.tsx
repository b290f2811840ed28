import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Plus, SearchX, ShoppingCart } from 'lucide-react';
import { useMemo } from 'react';
import { salesQuery } from '../../api/queries.ts';
import { stockflow } from '../../api/stockflow.ts';
import { useCan, useFormat } from '../../app/identity.ts';
import { useSearchText } from '../../app/use-debounced.ts';
import { ExportButton } from '../../parts/export-button.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { EndlessList } from '../../ui/endless-list.tsx';
import { SearchBox } from '../../ui/field.tsx';
import { Filter } from '../../ui/filter.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import { SALE_PERIODS, SALE_STATUSES, type SalesSearch, salesFilter } from './address.ts';
import { saleColumns } from './columns.tsx';
import { SALE_CSV } from './csv.ts';
import { statusWords } from './status.tsx';

const route = getRouteApi('/app/sales');
const STATUS_OPTIONS = SALE_STATUSES.map((id) => ({ id, label: statusWords(id) }));
const PERIOD_OPTIONS = SALE_PERIODS.map((id) => ({ id, label: id === '1' ? 'Today' : `Last ${id} days` }));

/** All sales, the newest first. */
export function SalesPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const can = useCan();
  const format = useFormat();
  const change = (fields: Partial<Record<keyof SalesSearch, unknown>>) =>
    void navigate({
      search: (now) => ({ ...now, ...fields }) as SalesSearch,
      replace: true,
      resetScroll: false,
    });
  const query = useInfiniteQuery(salesQuery(salesFilter(search, format.timeZone, new Date())));
  const columns = useMemo(() => saleColumns(format), [format]);
  return (
    <Page
      title="Sales"
      actions={
        <>
          <ExportButton
            name="sales"
            noun="sale"
            columns={SALE_CSV}
            rows={(signal) =>
              stockflow.sales.list(
                { ...salesFilter(search, format.timeZone, new Date()), limit: 250 },
                { signal },
              )
            }
          />
          {can('sales:write') && <NewSaleLink />}
        </>
      }
    >
      <SalesToolbar search={search} onChange={change} />
      <EndlessList
        label="Sales"
        noun="sale"
        query={query}
        rowsOf={rowsOf}
        columns={columns}
        keyOf={(sale) => sale.id}
        empty={
          <NoSales
            isFiltered={Object.keys(search).length > 0}
            onClear={() => void navigate({ search: {} })}
          />
        }
      />
    </Page>
  );
}

const rowsOf = <Row,>(page: { items: Row[] }): Row[] => page.items;

function NewSaleLink() {
  return (
    <Link to="/sales/new" className={buttonClass('primary')}>
      <span className="button__face">
        <Plus size={16} aria-hidden />
        New sale
      </span>
    </Link>
  );
}

function SalesToolbar({
  search,
  onChange,
}: {
  search: SalesSearch;
  onChange: (fields: Partial<Record<keyof SalesSearch, unknown>>) => void;
}) {
  const [typed, setTyped] = useSearchText(search.q ?? '', (q) =>
    onChange({ q: q.trim() === '' ? undefined : q }),
  );
  return (
    <div className="toolbar">
      <SearchBox
        label="Search sales"
        placeholder="Search customer or number"
        value={typed}
        onChange={setTyped}
      />
      <div className="toolbar__filters">
        <Filter
          label="Status"
          options={STATUS_OPTIONS}
          chosen={search.status ?? []}
          onChange={(status) => onChange({ status: status.length === 0 ? undefined : status })}
        />
        <Filter
          label="Period"
          single
          options={PERIOD_OPTIONS}
          chosen={search.days === undefined ? [] : [search.days]}
          onChange={([days]) => onChange({ days })}
        />
      </div>
    </div>
  );
}

function NoSales({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const can = useCan();
  if (isFiltered) {
    return (
      <Empty
        icon={SearchX}
        title="No sale matches"
        action={<Button onPress={onClear}>Clear search and filters</Button>}
      />
    );
  }
  return (
    <Empty icon={ShoppingCart} title="No sales yet" action={can('sales:write') && <NewSaleLink />}>
      What is sold counts as demand: it tells what runs out, and when.
    </Empty>
  );
}
