import { CategoryFilter, SupplierFilter, WarehouseFilter } from '../../parts/reference-filters.tsx';
import { Button } from '../../ui/button.tsx';
import { Filter, Segments } from '../../ui/filter.tsx';
import { type LowStockSearch, WINDOWS } from './address.ts';

const SEVERITIES = [
  { id: 'all', label: 'All' },
  { id: 'critical', label: 'Critical' },
  { id: 'low', label: 'Low' },
] as const;
const WINDOW_OPTIONS = WINDOWS.map((days) => ({ id: days, label: `Sales of ${days} days` }));
const DEMAND_OPTIONS = [{ id: 'any', label: 'Without recent sales too' }];

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
    <div className="toolbar">
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
      <Filter
        label="Demand"
        single
        options={DEMAND_OPTIONS}
        chosen={search.demand === undefined ? [] : [search.demand]}
        onChange={([demand]) => onChange({ demand })}
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
