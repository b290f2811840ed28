import { CategoryFilter, SupplierFilter, WarehouseFilter } from '../../parts/reference-filters.tsx';
import { Button } from '../../ui/button.tsx';
import { Filter, FilterToggle, Segments } from '../../ui/filter.tsx';
import { type LowStockSearch, WINDOWS } from './address.ts';

const SEVERITIES = [
  { id: 'all', label: 'All' },
  { id: 'critical', label: 'Critical' },
  { id: 'low', label: 'Low' },
] as const;
const WINDOW_OPTIONS = WINDOWS.map((days) => ({ id: days, label: `Sales of ${days} days` }));

/** The filters, all of which stand in the address. */
export function LowStockFilters({
  search,
  onChange,
}: {
  search: LowStockSearch;
  onChange: (fields: Partial<Record<keyof LowStockSearch, unknown>>) => void;
}) {
  const { alert: _, ...filters } = search;
  const cleared = Object.fromEntries(Object.keys(filters).map((key) => [key, undefined]));
  return (
    <div className="toolbar__filters">
      <Segments
        label="Severity"
        options={SEVERITIES}
        value={search.severity ?? 'all'}
        onChange={(severity) => onChange({ severity: severity === 'all' ? undefined : severity })}
      />
      <WarehouseFilter chosen={search.warehouse} onChange={(ids) => onChange({ warehouse: some(ids) })} />
      <CategoryFilter chosen={search.category} onChange={(ids) => onChange({ category: some(ids) })} />
      <SupplierFilter chosen={search.supplier} onChange={(ids) => onChange({ supplier: some(ids) })} />
      <Filter
        label="Window"
        single
        options={WINDOW_OPTIONS}
        chosen={search.window === undefined ? [] : [search.window]}
        onChange={([window]) => onChange({ window })}
      />
      <FilterToggle
        label="Without sales too"
        isOn={search.demand === 'any'}
        onChange={(isOn) => onChange({ demand: isOn ? 'any' : undefined })}
      />
      {Object.keys(filters).length > 0 && (
        <Button look="quiet" onPress={() => onChange(cleared)}>
          Clear all
        </Button>
      )}
    </div>
  );
}

const some = (ids: string[]): string[] | undefined => (ids.length === 0 ? undefined : ids);
