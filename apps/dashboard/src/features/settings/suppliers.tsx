import type { Supplier } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Truck } from 'lucide-react';
import { useState } from 'react';
import { suppliersQuery } from '../../api/reference.ts';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { units } from '../../format/number.ts';
import { EditDialog } from '../../ui/edit-dialog.tsx';
import { QuantityField, TextField } from '../../ui/field.tsx';
import type { Column } from '../../ui/table.tsx';
import { toast } from '../../ui/toast.tsx';
import { AddressFields, addressForm, addressInput } from './address-fields.tsx';
import { SUPPLIER_CSV } from './csv.ts';
import { Entries } from './entries.tsx';

const columns: Column<Supplier>[] = [
  {
    key: 'contact',
    header: 'Contact',
    width: 'minmax(11rem, 2fr)',
    narrow: 'meta',
    cell: (supplier) => (
      <span className="two-lines">
        {supplier.contactEmail === null ? (
          '–'
        ) : (
          <a href={`mailto:${supplier.contactEmail}`}>{supplier.contactEmail}</a>
        )}
        {supplier.contactPhone !== null && <small>{supplier.contactPhone}</small>}
      </span>
    ),
  },
  {
    key: 'terms',
    header: 'Pay within',
    width: '7rem',
    align: 'end',
    narrow: 'extra',
    cell: (supplier) => units(supplier.paymentTermsDays, 'day'),
  },
  {
    key: 'offers',
    header: 'Offers',
    width: '7rem',
    narrow: 'extra',
    cell: (supplier) => (
      <Link
        to="/products"
        search={{ supplier: [supplier.id] }}
        aria-label={`Its products: ${supplier.name}`}
        className="cell-link"
      >
        Its products
      </Link>
    ),
  },
];

export function SupplierSettings() {
  return (
    <Entries
      title="Suppliers"
      noun="supplier"
      icon={Truck}
      about="A supplier is a firm that you buy from. What it offers is set at each product."
      query={useQuery(suppliersQuery)}
      columns={columns}
      csv={SUPPLIER_CSV}
      setActive={({ id }, active, key) =>
        active
          ? stockflow.suppliers.update({ supplierId: id, active, ...key })
          : stockflow.suppliers.deactivate({ supplierId: id, ...key })
      }
      editor={(supplier, onClose) => <SupplierDialog supplier={supplier} onClose={onClose} />}
    />
  );
}

const filled = (text: string): string | null => (text.trim() === '' ? null : text);

const formOf = (supplier: Supplier | null) => ({
  name: supplier?.name ?? '',
  contactEmail: supplier?.contactEmail ?? '',
  contactPhone: supplier?.contactPhone ?? '',
  paymentTermsDays: (supplier?.paymentTermsDays ?? 30) as number | null,
  address: addressForm(supplier?.address),
});

const inputOf = (form: ReturnType<typeof formOf>) => ({
  name: form.name,
  contactEmail: filled(form.contactEmail),
  contactPhone: filled(form.contactPhone),
  paymentTermsDays: form.paymentTermsDays ?? 30,
  address: addressInput(form.address),
});

function SupplierDialog({ supplier, onClose }: { supplier: Supplier | null; onClose: () => void }) {
  const [form, setForm] = useState(() => formOf(supplier));
  const set =
    <Field extends keyof typeof form>(field: Field) =>
    (value: (typeof form)[Field]) =>
      setForm((now) => ({ ...now, [field]: value }));
  const input = inputOf(form);
  const save = useWrite({
    write: (sent: typeof input, key) =>
      supplier === null
        ? stockflow.suppliers.create({ ...sent, ...key })
        : stockflow.suppliers.update({
            ...sent,
            ...key,
            supplierId: supplier.id,
            expectedVersion: supplier.version,
          }),
    refreshes: ['suppliers', 'offers', 'alerts'],
    onDone: (saved) => {
      toast(`${saved.name} is saved.`);
      onClose();
    },
  });
  return (
    <EditDialog
      title={supplier === null ? 'Add supplier' : 'Edit supplier'}
      onClose={onClose}
      onSubmit={() => save.mutate(input)}
      isPending={save.isPending}
      error={save.error}
    >
      <TextField label="Name" name="name" isRequired autoFocus value={form.name} onChange={set('name')} />
      <div className="form__row">
        <TextField
          label="E-mail"
          name="contactEmail"
          inputMode="email"
          value={form.contactEmail}
          onChange={set('contactEmail')}
        />
        <TextField
          label="Phone"
          name="contactPhone"
          inputMode="tel"
          value={form.contactPhone}
          onChange={set('contactPhone')}
        />
      </div>
      <QuantityField
        label="Pay within, days"
        name="paymentTermsDays"
        isRequired
        minValue={0}
        value={form.paymentTermsDays}
        onChange={set('paymentTermsDays')}
      />
      <AddressFields form={form.address} onChange={set('address')} />
    </EditDialog>
  );
}
