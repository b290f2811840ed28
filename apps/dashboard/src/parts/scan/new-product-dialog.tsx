import type { CreateProductInput } from '@stockflow/sdk';
import { useState } from 'react';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { useFormat } from '../../app/identity.ts';
import { toDecimal } from '../../format/decimal.ts';
import { EditDialog } from '../../ui/edit-dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import type { ScannedProduct } from './find-code.ts';

const LOOKS_LIKE_BARCODE = /^\d{8,14}$/;

/** A product that nobody has entered yet, with the code that was scanned; the rest can follow at a desk. */
export function NewProductDialog({
  code,
  onDone,
  onClose,
}: {
  code: string;
  onDone: (product: ScannedProduct) => void;
  onClose: () => void;
}) {
  const { currency } = useFormat();
  const isBarcode = LOOKS_LIKE_BARCODE.test(code);
  const [fields, setFields] = useState({ name: '', sku: isBarcode ? '' : code, barcode: code, price: '' });
  const set = (field: keyof typeof fields) => (value: string) =>
    setFields((now) => ({ ...now, [field]: value }));
  const create = useWrite({
    write: (input: CreateProductInput, key) => stockflow.products.create({ ...input, ...key }),
    refreshes: ['products'],
    onDone: ({ product }) => onDone(product),
  });
  const submit = () => {
    const barcode = fields.barcode.trim() === '' ? null : fields.barcode;
    create.mutate({ name: fields.name, sku: fields.sku, price: toDecimal(fields.price), barcode });
  };
  return (
    <EditDialog
      title="New product"
      action="Create"
      onClose={onClose}
      onSubmit={submit}
      isPending={create.isPending}
      error={create.error}
    >
      <TextField label="Name" name="name" isRequired autoFocus value={fields.name} onChange={set('name')} />
      <div className="form__row">
        <TextField label="SKU" name="sku" isRequired value={fields.sku} onChange={set('sku')} />
        <TextField label="Barcode" name="barcode" value={fields.barcode} onChange={set('barcode')} />
      </div>
      <TextField
        label="Price"
        name="price"
        isRequired
        inputMode="decimal"
        prefix={currency}
        value={fields.price}
        onChange={set('price')}
      />
    </EditDialog>
  );
}
