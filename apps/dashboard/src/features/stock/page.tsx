import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Boxes, PackagePlus, SearchX } from 'lucide-react';
import { useMemo, useState } from 'react';
import { levelsQuery } from '../../api/queries.ts';
import { stockflow } from '../../api/stockflow.ts';
import { useCan, useFormat } from '../../app/identity.ts';
import { useSearchText } from '../../app/use-debounced.ts';
import { ExportButton } from '../../parts/export-button.tsx';
import { levelColumns } from '../../parts/level-columns.tsx';
import { type LevelAct, LevelDialog } from '../../parts/level-dialog.tsx';
import { ReceiveDialog } from '../../parts/receive-dialog.tsx';
import { WarehouseFilter } from '../../parts/reference-filters.tsx';
import { Button } from '../../ui/button.tsx';
import { EndlessList } from '../../ui/endless-list.tsx';
import { SearchBox } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import { type StockSearch, stockFilter } from './address.ts';
import { LEVEL_CSV } from './csv.ts';

const route = getRouteApi('/app/stock/');

/** What lies where: every level, to receive into and to adjust. */
export function StockPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayMove = useCan()('stock:write');
  const format = useFormat();
  const [act, setAct] = useState<LevelAct | null>(null);
  const [receiving, setReceiving] = useState(false);
  const change = (fields: Partial<Record<keyof StockSearch, unknown>>) =>
    void navigate({
      search: (now) => ({ ...now, ...fields }) as StockSearch,
      replace: true,
      resetScroll: false,
    });
  const query = useInfiniteQuery(levelsQuery(stockFilter(search)));
  const columns = useMemo(
    () => levelColumns({ of: 'product', onAct: mayMove ? setAct : null, instant: format.instant }),
    [mayMove, format],
  );
  const receive = (
    <Button look="primary" icon={PackagePlus} onPress={() => setReceiving(true)}>
      Receive stock
    </Button>
  );
  return (
    <Page
      title="Stock"
      actions={
        <>
          <ExportButton
            name="stock"
            noun="level"
            columns={LEVEL_CSV}
            rows={(signal) => stockflow.inventory.levels({ ...stockFilter(search), limit: 250 }, { signal })}
          />
          {mayMove && receive}
        </>
      }
    >
      <StockToolbar search={search} onChange={change} />
      <EndlessList
        label="Stock levels"
        noun="level"
        query={query}
        rowsOf={rowsOf}
        columns={columns}
        keyOf={(level) => `${level.productId}.${level.warehouseId}`}
        empty={
          <NoStock
            isFiltered={Object.keys(search).length > 0}
            onClear={() => void navigate({ search: {} })}
            action={mayMove && receive}
          />
        }
      />
      <LevelDialog act={act} onClose={() => setAct(null)} />
      {receiving && <ReceiveDialog onClose={() => setReceiving(false)} />}
    </Page>
  );
}

const rowsOf = <Row,>(page: { items: Row[] }): Row[] => page.items;

function StockToolbar({
  search,
  onChange,
}: {
  search: StockSearch;
  onChange: (fields: Partial<Record<keyof StockSearch, unknown>>) => void;
}) {
  const [typed, setTyped] = useSearchText(search.q ?? '', (q) =>
    onChange({ q: q.trim() === '' ? undefined : q }),
  );
  return (
    <div className="toolbar">
      <SearchBox
        label="Search stock"
        placeholder="Search name, SKU or barcode"
        value={typed}
        onChange={setTyped}
      />
      <div className="toolbar__filters">
        <WarehouseFilter
          chosen={search.warehouse}
          onChange={(ids) => onChange({ warehouse: ids.length === 0 ? undefined : ids })}
        />
      </div>
    </div>
  );
}

function NoStock({
  isFiltered,
  onClear,
  action,
}: {
  isFiltered: boolean;
  onClear: () => void;
  action: React.ReactNode;
}) {
  if (isFiltered) {
    return (
      <Empty
        icon={SearchX}
        title="Nothing matches"
        action={<Button onPress={onClear}>Clear search and filters</Button>}
      />
    );
  }
  return (
    <Empty icon={Boxes} title="No stock yet" action={action}>
      What is received stands here, one line for each product in each warehouse.
    </Empty>
  );
}
