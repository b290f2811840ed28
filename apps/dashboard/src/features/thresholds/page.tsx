import type { LevelThreshold } from '@stockflow/sdk';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ListChecks, SearchX, SlidersHorizontal } from 'lucide-react';
import { useMemo, useState } from 'react';
import { thresholdsQuery } from '../../api/queries.ts';
import { stockflow } from '../../api/stockflow.ts';
import { useCan } from '../../app/identity.ts';
import { useSearchText } from '../../app/use-debounced.ts';
import { ExportButton } from '../../parts/export-button.tsx';
import { CategoryFilter, WarehouseFilter } from '../../parts/reference-filters.tsx';
import { ThresholdDialog } from '../../parts/threshold-dialog.tsx';
import { Button } from '../../ui/button.tsx';
import { EndlessList } from '../../ui/endless-list.tsx';
import { SearchBox } from '../../ui/field.tsx';
import { Filter } from '../../ui/filter.tsx';
import { Empty } from '../../ui/states.tsx';
import { SOURCES, type ThresholdsSearch, thresholdsFilter } from './address.ts';
import { thresholdColumns } from './columns.tsx';
import { THRESHOLD_CSV } from './csv.ts';
import { SetManyDialog } from './set-many.tsx';

const route = getRouteApi('/app/settings/thresholds');
const SOURCE_LABELS: Record<(typeof SOURCES)[number], string> = {
  level: 'Set for one warehouse',
  product: 'Set for the product',
  category: 'Of the category',
  company: 'Of the company',
};
const SOURCE_OPTIONS = SOURCES.map((id) => ({ id, label: SOURCE_LABELS[id] }));
const rowsOf = <Row,>(page: { items: Row[] }): Row[] => page.items;

/** From when on a level counts as low, everywhere, and why. */
export function ThresholdSettings() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayWrite = useCan()('catalogue:write');
  const [editing, setEditing] = useState<LevelThreshold | null>(null);
  const [isSettingMany, setSettingMany] = useState(false);
  const change = (fields: Partial<Record<keyof ThresholdsSearch, unknown>>) =>
    void navigate({
      search: (now) => ({ ...now, ...fields }) as ThresholdsSearch,
      replace: true,
      resetScroll: false,
    });
  const query = useInfiniteQuery(thresholdsQuery(thresholdsFilter(search)));
  const columns = useMemo(() => thresholdColumns(mayWrite ? setEditing : null), [mayWrite]);
  const isFiltered = Object.keys(search).length > 0;
  return (
    <>
      <div className="row row--wrap row--between intro">
        <p className="soft">
          A product is low in a warehouse when what is available is at its threshold or under it. The first
          that is set counts: for the product in that warehouse, the product, its category, the company.
        </p>
        <span className="row">
          <ExportButton
            name="thresholds"
            noun="threshold"
            columns={THRESHOLD_CSV}
            rows={(signal) =>
              stockflow.thresholds.list({ ...thresholdsFilter(search), limit: 250 }, { signal })
            }
          />
          {mayWrite && (
            <Button icon={ListChecks} onPress={() => setSettingMany(true)}>
              Set many
            </Button>
          )}
        </span>
      </div>
      <ThresholdsToolbar search={search} onChange={change} />
      <EndlessList
        label="Thresholds"
        noun="threshold"
        query={query}
        rowsOf={rowsOf}
        columns={columns}
        keyOf={(level) => `${level.productId}.${level.warehouseId}`}
        empty={
          isFiltered ? (
            <Empty
              icon={SearchX}
              title="Nothing matches"
              action={<Button onPress={() => void navigate({ search: {} })}>Clear search and filters</Button>}
            />
          ) : (
            <Empty icon={SlidersHorizontal} title="Nothing lies anywhere yet">
              Once a product has stock in a warehouse, its threshold there stands here. The company's own is
              set under Company.
            </Empty>
          )
        }
      />
      {editing !== null && (
        <ThresholdDialog
          product={{ id: editing.productId, name: editing.productName }}
          warehouse={{ id: editing.warehouseId, name: editing.warehouseName }}
          threshold={editing.threshold}
          source={editing.source}
          onClose={() => setEditing(null)}
        />
      )}
      {isSettingMany && <SetManyDialog search={search} onClose={() => setSettingMany(false)} />}
    </>
  );
}

function ThresholdsToolbar({
  search,
  onChange,
}: {
  search: ThresholdsSearch;
  onChange: (fields: Partial<Record<keyof ThresholdsSearch, unknown>>) => void;
}) {
  const [typed, setTyped] = useSearchText(search.q ?? '', (q) =>
    onChange({ q: q.trim() === '' ? undefined : q }),
  );
  const some = (ids: string[]) => (ids.length === 0 ? undefined : ids);
  return (
    <div className="toolbar">
      <SearchBox
        label="Search thresholds"
        placeholder="Search name, SKU or barcode"
        value={typed}
        onChange={setTyped}
      />
      <div className="toolbar__filters">
        <WarehouseFilter chosen={search.warehouse} onChange={(ids) => onChange({ warehouse: some(ids) })} />
        <CategoryFilter chosen={search.category} onChange={(ids) => onChange({ category: some(ids) })} />
        <Filter
          label="Comes from"
          single
          options={SOURCE_OPTIONS}
          chosen={search.source === undefined ? [] : [search.source]}
          onChange={([source]) => onChange({ source })}
        />
      </div>
    </div>
  );
}
