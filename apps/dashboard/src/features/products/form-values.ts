import type { CreateProductInput, Product, UpdateProductInput } from '@stockflow/sdk';
import { present } from '../../app/address.ts';
import { fromDecimal, toDecimal } from '../../format/decimal.ts';

type Lifecycle = NonNullable<CreateProductInput['lifecycle']>;

/** The fields of the product form, as they are typed. */
export interface ProductFormValues {
  sku: string;
  name: string;
  description: string;
  barcode: string;
  price: string;
  cost: string;
  categoryId: string | null;
  lowStockThreshold: number | null;
  weightGrams: number | null;
  lengthMm: number | null;
  widthMm: number | null;
  heightMm: number | null;
  lifecycle: Lifecycle;
  warehouseId: string | null;
  initialQuantity: number | null;
}

export const emptyForm = (): ProductFormValues => ({
  sku: '',
  name: '',
  description: '',
  barcode: '',
  price: '',
  cost: '',
  categoryId: null,
  lowStockThreshold: null,
  weightGrams: null,
  lengthMm: null,
  widthMm: null,
  heightMm: null,
  lifecycle: 'active',
  warehouseId: null,
  initialQuantity: null,
});

export const formOf = (product: Product): ProductFormValues => ({
  ...emptyForm(),
  sku: product.sku,
  name: product.name,
  description: product.description ?? '',
  barcode: product.barcode ?? '',
  price: fromDecimal(product.price),
  cost: product.cost === null ? '' : fromDecimal(product.cost),
  categoryId: product.categoryId,
  lowStockThreshold: product.lowStockThreshold,
  weightGrams: product.weightGrams,
  lengthMm: product.lengthMm,
  widthMm: product.widthMm,
  heightMm: product.heightMm,
  lifecycle: product.lifecycle as Lifecycle,
});

const filled = (text: string): string | null => (text.trim() === '' ? null : text);

const common = (form: ProductFormValues) => ({
  sku: form.sku,
  name: form.name,
  price: toDecimal(form.price),
  description: filled(form.description),
  barcode: filled(form.barcode),
  cost: filled(form.cost) === null ? null : toDecimal(form.cost),
  categoryId: form.categoryId,
  lowStockThreshold: form.lowStockThreshold,
  weightGrams: form.weightGrams,
  lengthMm: form.lengthMm,
  widthMm: form.widthMm,
  heightMm: form.heightMm,
  lifecycle: form.lifecycle,
});

/** The input that makes the product, and its first level where a warehouse was chosen. */
export const newProductOf = (form: ProductFormValues): CreateProductInput => ({
  ...common(form),
  ...present({
    warehouseId: form.warehouseId ?? undefined,
    initialQuantity: form.initialQuantity ?? undefined,
  }),
});

/** Only what the person changed: two who change different fields do not undo each other. */
export const changesOf = (start: Product, form: ProductFormValues): Omit<UpdateProductInput, 'productId'> => {
  const before = common(formOf(start));
  const after = common(form);
  const changed = Object.entries(after).filter(
    ([field, value]) => value !== before[field as keyof typeof before],
  );
  return Object.fromEntries(changed);
};
