import type { SetSupplierOfferInput, SupplierOffer } from '@stockflow/sdk';
import { useState } from 'react';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { useFormat } from '../../app/identity.ts';
import { fromDecimal, toDecimal } from '../../format/decimal.ts';
import { useSupplierOptions } from '../../parts/reference-filters.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { EditDialog } from '../../ui/edit-dialog.tsx';
import { QuantityField, TextField } from '../../ui/field.tsx';
import { PickField } from '../../ui/pick-field.tsx';
import { toast } from '../../ui/toast.tsx';

interface OfferForm {
  supplierId: string | null;
  price: string;
  leadTimeDays: number | null;
  supplierSku: string;
  minimumOrderQuantity: number | null;
  packSize: number | null;
  primary: boolean;
}

const formOf = (offer: SupplierOffer | null): OfferForm => ({
  supplierId: offer?.supplierId ?? null,
  price: offer === null ? '' : fromDecimal(offer.price),
  leadTimeDays: offer?.leadTimeDays ?? null,
  supplierSku: offer?.supplierSku ?? '',
  minimumOrderQuantity: offer?.minimumOrderQuantity ?? 1,
  packSize: offer?.packSize ?? 1,
  primary: offer?.primary ?? true,
});

type Setter = <Field extends keyof OfferForm>(field: Field) => (value: OfferForm[Field]) => void;

/** A supplier's terms for the product. */
export function OfferDialog({
  productId,
  offer,
  onClose,
}: {
  productId: string;
  offer: SupplierOffer | null;
  onClose: () => void;
}) {
  const [form, setForm] = useState(() => formOf(offer));
  const [missing, setMissing] = useState<Record<string, string>>({});
  const set: Setter = (field) => (value) => setForm((now) => ({ ...now, [field]: value }));
  const save = useWrite({
    write: (input: SetSupplierOfferInput, key) => stockflow.suppliers.setOffer({ ...input, ...key }),
    refreshes: ['offers', 'alerts'],
    onDone: (saved) => {
      toast(`The offer of ${saved.supplierName} is saved.`);
      onClose();
    },
  });
  const submit = () => {
    const { supplierId, leadTimeDays } = form;
    setMissing({
      ...(supplierId === null && { supplierId: 'Choose a supplier.' }),
      ...(leadTimeDays === null && { leadTimeDays: 'Say how many days.' }),
    });
    if (supplierId === null || leadTimeDays === null) return;
    save.mutate({
      productId,
      supplierId,
      leadTimeDays,
      price: toDecimal(form.price),
      supplierSku: form.supplierSku.trim() === '' ? null : form.supplierSku,
      minimumOrderQuantity: form.minimumOrderQuantity ?? 1,
      packSize: form.packSize ?? 1,
      primary: form.primary,
    });
  };
  return (
    <EditDialog
      title={offer === null ? 'Add supplier' : `Offer of ${offer.supplierName}`}
      onClose={onClose}
      onSubmit={submit}
      isPending={save.isPending}
      error={save.error}
      missing={missing}
    >
      <OfferFields form={form} set={set} isNew={offer === null} />
    </EditDialog>
  );
}

function OfferFields({ form, set, isNew }: { form: OfferForm; set: Setter; isNew: boolean }) {
  const suppliers = useSupplierOptions();
  const { currency } = useFormat();
  return (
    <>
      {isNew && (
        <PickField
          label="Supplier"
          name="supplierId"
          options={suppliers}
          value={form.supplierId}
          onChange={set('supplierId')}
        />
      )}
      <div className="form__row">
        <TextField
          label="Price a unit"
          name="price"
          inputMode="decimal"
          prefix={currency}
          isRequired
          value={form.price}
          onChange={set('price')}
        />
        <TextField
          label="Their SKU"
          name="supplierSku"
          value={form.supplierSku}
          onChange={set('supplierSku')}
        />
      </div>
      <OrderTerms form={form} set={set} />
      <Checkbox isSelected={form.primary} onChange={set('primary')}>
        Primary supplier: orders are suggested from here
      </Checkbox>
    </>
  );
}

function OrderTerms({ form, set }: { form: OfferForm; set: Setter }) {
  return (
    <div className="form__row">
      <QuantityField
        label="Lead time, days"
        name="leadTimeDays"
        isRequired
        minValue={0}
        value={form.leadTimeDays}
        onChange={set('leadTimeDays')}
      />
      <QuantityField
        label="Smallest order"
        name="minimumOrderQuantity"
        isRequired
        minValue={1}
        value={form.minimumOrderQuantity}
        onChange={set('minimumOrderQuantity')}
      />
      <QuantityField
        label="Pack size"
        name="packSize"
        isRequired
        minValue={1}
        value={form.packSize}
        onChange={set('packSize')}
      />
    </div>
  );
}
