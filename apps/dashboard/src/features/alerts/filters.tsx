import type { AlertPage } from '@stockflow/sdk';
import { useSearchText } from '../../app/use-debounced.ts';
import { formatQuantity } from '../../format/number.ts';
import { CategoryFilter, SupplierFilter, WarehouseFilter } from '../../parts/reference-filters.tsx';
import { Button } from '../../ui/button.tsx';
import { SearchBox } from '../../ui/field.tsx';
import { Filter, FilterToggle, Segments } from '../../ui/filter.tsx';
import { type AlertsSearch, isFiltered, STATES, WINDOWS } from './address.ts';
import { stateWords } from './words.ts';

export type ChangeSearch = (fields: Partial<Record<keyof AlertsSearch, unknown>>) => void;

const SEVERITIES = [
  { id: 'critical', label: 'Critical' },
  { id: 'low', label: 'Low' },
];
const WINDOW_OPTIONS = WINDOWS.map((days) => ({ id: days, label: `Sales of ${days} days` }));
const TASKS = [
  { id: 'me', label: 'My tasks' },
  { id: 'nobody', label: 'Nobody’s task' },
];
const SORTS = [{ id: 'newest', label: 'Newest first' }];

/** Which alerts: what waits for somebody, or one state; each with how many there are. */
export function StateTabs({
  search,
  counts,
  onChange,
}: {
  search: AlertsSearch;
  counts: AlertPage['counts'] | undefined;
  onChange: ChangeSearch;
}) {
  const count = (...states: (typeof STATES)[number][]) =>
    counts === undefined
      ? ''
      : ` ${formatQuantity(states.reduce((sum, state) => sum + counts.byState[state], 0))}`;
  const options = [
    { id: 'inbox', label: `Inbox${count('open', 'acknowledged')}` },
    ...STATES.map((state) => ({ id: state, label: `${stateWords(state)}${count(state)}` })),
  ];
  return (
    <div className="state-tabs">
      <Segments
        label="State"
        options={options}
        value={search.state ?? 'inbox'}
        onChange={(state) => onChange({ state: state === 'inbox' ? undefined : state })}
      />
    </div>
  );
}

/** The filters, all of which stand in the address. */
export function AlertFilters({ search, onChange }: { search: AlertsSearch; onChange: ChangeSearch }) {
  const [typed, setTyped] = useSearchText(search.q ?? '', (q) =>
    onChange({ q: q.trim() === '' ? undefined : q }),
  );
  const single = (key: 'severity' | 'window' | 'assigned' | 'sort') => ({
    single: true,
    chosen: search[key] === undefined ? [] : [search[key]],
    onChange: ([value]: string[]) => onChange({ [key]: value }),
  });
  const several = (key: 'warehouse' | 'category' | 'supplier') => ({
    chosen: search[key],
    onChange: (ids: string[]) => onChange({ [key]: ids.length === 0 ? undefined : ids }),
  });
  return (
    <div className="toolbar">
      <SearchBox
        label="Search alerts"
        placeholder="Product, SKU or barcode"
        value={typed}
        onChange={setTyped}
      />
      <div className="toolbar__filters">
        <Filter label="Severity" options={SEVERITIES} {...single('severity')} />
        <Filter label="Task of" options={TASKS} {...single('assigned')} />
        <WarehouseFilter {...several('warehouse')} />
        <CategoryFilter {...several('category')} />
        <SupplierFilter {...several('supplier')} />
        <Filter label="Window" options={WINDOW_OPTIONS} {...single('window')} />
        <Filter label="Order" options={SORTS} {...single('sort')} />
        <FilterToggle
          label="Without sales too"
          isOn={search.demand === 'any'}
          onChange={(isOn) => onChange({ demand: isOn ? 'any' : undefined })}
        />
        {isFiltered(search) && (
          <Button look="quiet" onPress={() => onChange(NO_FILTER)}>
            Clear all
          </Button>
        )}
      </div>
    </div>
  );
}

/** Every filter taken away; the state that one looks at stays. */
export const NO_FILTER: Parameters<ChangeSearch>[0] = {
  severity: undefined,
  warehouse: undefined,
  category: undefined,
  supplier: undefined,
  window: undefined,
  demand: undefined,
  assigned: undefined,
  q: undefined,
};
