import type { ReactNode } from 'react';
import { useFormat } from '../../app/identity.ts';
import { useCategoryOptions, useWarehouseOptions } from '../../parts/reference-filters.tsx';
import { Button } from '../../ui/button.tsx';
import { QuantityField, TextField } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Card } from '../../ui/page.tsx';
import { PickField } from '../../ui/pick-field.tsx';
import { SelectField } from '../../ui/select.tsx';
import type { ProductFormValues } from './form-values.ts';

interface ProductFormProps {
  form: ProductFormValues;
  onChange: (form: ProductFormValues) => void;
  onSubmit: () => void;
  onCancel?: () => void;
  error: unknown;
  explain?: (error: unknown) => ReactNode | null;
  isPending: boolean;
  action: string;
  isNew?: boolean;
}

type Setter = <Field extends keyof ProductFormValues>(
  field: Field,
) => (value: ProductFormValues[Field]) => void;

/** Every field of a product. The server says what does not fit; its words stand at the fields. */
export function ProductForm(props: ProductFormProps) {
  const { form, onChange, onSubmit, onCancel, error, explain, isPending, action, isNew = false } = props;
  const set: Setter = (field) => (value) => onChange({ ...form, [field]: value });
  return (
    <Form onSubmit={onSubmit} error={error} {...(explain && { explain })}>
      <Card title="Product">
        <Basics form={form} set={set} />
      </Card>
      <Card title="Price and stock">
        <PriceAndStock form={form} set={set} isNew={isNew} />
      </Card>
      <Card title="Size and weight">
        <Measures form={form} set={set} />
      </Card>
      <div className="form__actions">
        {onCancel !== undefined && (
          <Button onPress={onCancel} isDisabled={isPending}>
            Cancel
          </Button>
        )}
        <Button type="submit" look="primary" isPending={isPending}>
          {action}
        </Button>
      </div>
    </Form>
  );
}

const LIFECYCLES = [
  { id: 'active', label: 'Active' },
  { id: 'discontinued', label: 'Discontinued: sold off, not ordered again' },
  { id: 'archived', label: 'Archived' },
] as const;

function Basics({ form, set }: { form: ProductFormValues; set: Setter }) {
  return (
    <div className="form">
      <TextField label="Name" name="name" isRequired autoFocus value={form.name} onChange={set('name')} />
      <div className="form__row">
        <TextField
          label="SKU"
          name="sku"
          isRequired
          description="Letters, digits and hyphens, at most 50"
          value={form.sku}
          onChange={set('sku')}
        />
        <TextField label="Barcode" name="barcode" value={form.barcode} onChange={set('barcode')} />
      </div>
      <TextField
        label="Description"
        name="description"
        multiline
        value={form.description}
        onChange={set('description')}
      />
      <div className="form__row">
        <CategoryField form={form} set={set} />
        <SelectField
          label="Life cycle"
          name="lifecycle"
          isRequired
          options={LIFECYCLES}
          value={form.lifecycle}
          onChange={set('lifecycle')}
        />
      </div>
    </div>
  );
}

const NONE = 'none';

function CategoryField({ form, set }: { form: ProductFormValues; set: Setter }) {
  const categories = useCategoryOptions(form.categoryId);
  return (
    <PickField
      label="Category"
      name="categoryId"
      options={[{ id: NONE, label: 'No category' }, ...categories]}
      value={form.categoryId ?? NONE}
      onChange={(id) => set('categoryId')(id === NONE ? null : id)}
    />
  );
}

function PriceAndStock({ form, set, isNew }: { form: ProductFormValues; set: Setter; isNew: boolean }) {
  const { currency } = useFormat();
  return (
    <div className="form">
      <div className="form__row">
        <TextField
          label="Price"
          name="price"
          inputMode="decimal"
          prefix={currency}
          isRequired
          value={form.price}
          onChange={set('price')}
        />
        <TextField
          label="Cost"
          name="cost"
          inputMode="decimal"
          prefix={currency}
          value={form.cost}
          onChange={set('cost')}
        />
        <QuantityField
          label="Low at"
          name="lowStockThreshold"
          minValue={0}
          description="Empty: as its category says"
          value={form.lowStockThreshold}
          onChange={set('lowStockThreshold')}
        />
      </div>
      {isNew && <FirstStock form={form} set={set} />}
    </div>
  );
}

function FirstStock({ form, set }: { form: ProductFormValues; set: Setter }) {
  const warehouses = useWarehouseOptions();
  return (
    <div className="form__row">
      <SelectField
        label="First warehouse"
        name="warehouseId"
        options={[{ id: NONE, label: 'None yet' }, ...warehouses]}
        value={form.warehouseId ?? NONE}
        onChange={(id) => set('warehouseId')(id === NONE ? null : id)}
      />
      <QuantityField
        label="First stock"
        name="initialQuantity"
        minValue={0}
        value={form.initialQuantity}
        onChange={set('initialQuantity')}
      />
    </div>
  );
}

function Measures({ form, set }: { form: ProductFormValues; set: Setter }) {
  const fields = [
    ['weightGrams', 'Weight, g'],
    ['lengthMm', 'Length, mm'],
    ['widthMm', 'Width, mm'],
    ['heightMm', 'Height, mm'],
  ] as const;
  return (
    <div className="form__row">
      {fields.map(([field, label]) => (
        <QuantityField
          key={field}
          label={label}
          name={field}
          minValue={1}
          value={form[field]}
          onChange={set(field)}
        />
      ))}
    </div>
  );
}
