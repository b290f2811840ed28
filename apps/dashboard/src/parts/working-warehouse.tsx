import { type QueryClient, useQuery } from '@tanstack/react-query';
import { warehousesQuery } from '../api/reference.ts';
import { useKept } from '../app/kept.ts';
import { SelectField } from '../ui/select.tsx';
import { useWarehouseOptions } from './reference-filters.tsx';

const readId = (raw: unknown): string | null => (typeof raw === 'string' && raw !== '' ? raw : null);
const NOWHERE = '';

/**
 * The warehouse in which the person works: chosen once, remembered on this device, and where there is only one, that
 * one. Null until it is known.
 */
export const useWorkingWarehouse = (): [string | null, (id: string) => void] => {
  const [kept, keep] = useKept('warehouse', NOWHERE, readId);
  const { data } = useQuery(warehousesQuery);
  const active = data?.filter((warehouse) => warehouse.active) ?? [];
  const known = active.find((warehouse) => warehouse.id === kept) ?? (active.length === 1 ? active[0] : null);
  return [known?.id ?? null, (id) => keep(() => id)];
};

/** Names of warehouses by id. */
export const useWarehouseName = (): ((id: string) => string) => {
  const { data } = useQuery(warehousesQuery);
  return (id) => data?.find((warehouse) => warehouse.id === id)?.name ?? '…';
};

/** Their names, waited for: what goes into a file must not depend on what has been loaded. */
export const warehouseNames = async (client: QueryClient): Promise<(id: string) => string> => {
  const warehouses = await client.ensureQueryData(warehousesQuery);
  const names = new Map<string, string>(warehouses.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
};

/** One of the active warehouses. */
export function WarehouseField(props: {
  label: string;
  name: string;
  value: string | null;
  onChange: (id: string) => void;
  /** One that cannot be chosen here: a transfer's other end. */
  except?: string | null;
  isDisabled?: boolean;
}) {
  const { except, ...rest } = props;
  const options = useWarehouseOptions().filter((option) => option.id !== except);
  // Not to be pressed before there is something to choose from: the list would not open.
  const isDisabled = props.isDisabled === true || options.length === 0;
  return <SelectField {...rest} isRequired options={options} isDisabled={isDisabled} />;
}
