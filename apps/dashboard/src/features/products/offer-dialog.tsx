import type { SetSupplierOfferInput, SupplierOffer } from '@stockflow/sdk';
import { useState } from 'react';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { useFormat } from '../../app/identity.ts';
import { fromDecimal, toDecimal } from '../../format/decimal.ts';
import { useSupplierOptions } from '../../parts/reference-filters.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { QuantityField, TextField } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
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
  const set =
    <Field extends keyof OfferForm>(field: Field) =>
    (value: OfferForm[Field]) =>
      setForm((now) => ({ ...now, [field]: value }));
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
    <Dialog
      title={offer === null ? 'Add supplier' : `Offer of ${offer.supplierName}`}
      isOpen
      onClose={onClose}
      isBusy={save.isPending}
    >
      <Form className="" onSubmit={submit} error={save.error} missing={missing}>
        <div className="dialog__content form">
          <OfferFields form={form} set={set} isNew={offer === null} />
        </div>
        <footer className="dialog__footer">
          <Button onPress={onClose} isDisabled={save.isPending}>
            Cancel
          </Button>
          <Button type="submit" look="primary" isPending={save.isPending}>
            Save
          </Button>
        </footer>
      </Form>
    </Dialog>
  );
}

function OfferFields({
  form,
  set,
  isNew,
}: {
  form: OfferForm;
  set: <Field extends keyof OfferForm>(field: Field) => (value: OfferForm[Field]) => void;
  isNew: boolean;
}) {
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
      <Checkbox isSelected={form.primary} onChange={set('primary')}>
        Primary supplier: orders are suggested from here
      </Checkbox>
    </>
  );
}
