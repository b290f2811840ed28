import { useQuery } from '@tanstack/react-query';
import { categoriesQuery, suppliersQuery, warehousesQuery } from '../api/reference.ts';
import { Filter } from '../ui/filter.tsx';
import type { Option } from '../ui/select.tsx';

interface ChoiceProps {
  chosen: readonly string[] | undefined;
  onChange: (chosen: string[]) => void;
}

interface Named {
  id: string;
  name: string;
  active: boolean;
}

/** What can be chosen: the active ones, and a deactivated one only while it is chosen. */
const optionsOf = (entries: readonly Named[] | undefined, chosen: readonly string[] = []): Option[] =>
  (entries ?? [])
    .filter((entry) => entry.active || chosen.includes(entry.id))
    .map((entry) => ({ id: entry.id, label: entry.name }))
    .sort((one, other) => one.label.localeCompare(other.label));

export function WarehouseFilter({ chosen, onChange }: ChoiceProps) {
  const { data } = useQuery(warehousesQuery);
  return (
    <Filter label="Warehouse" options={optionsOf(data, chosen)} chosen={chosen ?? []} onChange={onChange} />
  );
}

export function CategoryFilter({ chosen, onChange }: ChoiceProps) {
  const { data } = useQuery(categoriesQuery);
  return (
    <Filter label="Category" options={optionsOf(data, chosen)} chosen={chosen ?? []} onChange={onChange} />
  );
}

export function SupplierFilter({ chosen, onChange }: ChoiceProps) {
  const { data } = useQuery(suppliersQuery);
  return (
    <Filter label="Supplier" options={optionsOf(data, chosen)} chosen={chosen ?? []} onChange={onChange} />
  );
}

/** The active warehouses, to put something into. */
export const useWarehouseOptions = (): Option[] => optionsOf(useQuery(warehousesQuery).data);

/** The categories to choose from; the one that is set stays even when it was deactivated. */
export const useCategoryOptions = (current: string | null): Option[] =>
  optionsOf(useQuery(categoriesQuery).data, current === null ? [] : [current]);

/** The suppliers to choose from. */
export const useSupplierOptions = (): Option[] => optionsOf(useQuery(suppliersQuery).data);
