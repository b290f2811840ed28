import type { Warehouse } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { Warehouse as WarehouseIcon } from 'lucide-react';
import { useState } from 'react';
import { membersQuery, warehousesQuery } from '../../api/reference.ts';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { EditDialog } from '../../ui/edit-dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { PickField } from '../../ui/pick-field.tsx';
import type { Column } from '../../ui/table.tsx';
import { toast } from '../../ui/toast.tsx';
import { AddressFields, addressForm, addressInput, addressLine } from './address-fields.tsx';
import { WAREHOUSE_CSV } from './csv.ts';
import { Entries } from './entries.tsx';

const columns: Column<Warehouse>[] = [
  {
    key: 'address',
    header: 'Address',
    width: 'minmax(10rem, 3fr)',
    narrow: 'meta',
    cell: (warehouse) => <span className="soft">{addressLine(warehouse.address) ?? '–'}</span>,
  },
];

export function WarehouseSettings() {
  return (
    <Entries
      title="Warehouses"
      noun="warehouse"
      icon={WarehouseIcon}
      about="A warehouse is a place that holds stock: a hall, a shop, a van."
      query={useQuery(warehousesQuery)}
      columns={columns}
      csv={WAREHOUSE_CSV}
      setActive={({ id }, active, key) =>
        active
          ? stockflow.warehouses.update({ warehouseId: id, active, ...key })
          : stockflow.warehouses.deactivate({ warehouseId: id, ...key })
      }
      editor={(warehouse, onClose) => <WarehouseDialog warehouse={warehouse} onClose={onClose} />}
    />
  );
}

const NOBODY = 'nobody';

function WarehouseDialog({ warehouse, onClose }: { warehouse: Warehouse | null; onClose: () => void }) {
  const { data: members } = useQuery(membersQuery);
  const [name, setName] = useState(warehouse?.name ?? '');
  const [address, setAddress] = useState(() => addressForm(warehouse?.address));
  const [managerId, setManagerId] = useState(warehouse?.managerId ?? null);
  const save = useWrite({
    write: (
      input: { name: string; address: ReturnType<typeof addressInput>; managerId: string | null },
      key,
    ) =>
      warehouse === null
        ? stockflow.warehouses.create({ ...input, ...key })
        : stockflow.warehouses.update({
            ...input,
            ...key,
            warehouseId: warehouse.id,
            expectedVersion: warehouse.version,
          }),
    refreshes: ['warehouses', 'levels', 'alerts'],
    onDone: (saved) => {
      toast(`${saved.name} is saved.`);
      onClose();
    },
  });
  const people = (members ?? [])
    .filter((member) => member.active || member.id === managerId)
    .map((member) => ({ id: member.id, label: `${member.firstName} ${member.lastName}` }));
  return (
    <EditDialog
      title={warehouse === null ? 'Add warehouse' : 'Edit warehouse'}
      onClose={onClose}
      onSubmit={() => save.mutate({ name, address: addressInput(address), managerId })}
      isPending={save.isPending}
      error={save.error}
    >
      <TextField label="Name" name="name" isRequired autoFocus value={name} onChange={setName} />
      <PickField
        label="Manager"
        name="managerId"
        options={[{ id: NOBODY, label: 'Nobody' }, ...people]}
        value={managerId ?? NOBODY}
        onChange={(id) => setManagerId(id === NOBODY ? null : id)}
      />
      <AddressFields form={address} onChange={setAddress} />
    </EditDialog>
  );
}
