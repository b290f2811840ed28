import { newId, type OpenCountInput, type ProductListItem } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { useState } from 'react';
import { categoriesQuery } from '../../api/reference.ts';
import { refusalOf } from '../../api/refusals.ts';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { ProductPicker } from '../../parts/product-picker.tsx';
import { useWorkingWarehouse, WarehouseField } from '../../parts/working-warehouse.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { EditDialog } from '../../ui/edit-dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Segments } from '../../ui/filter.tsx';

const SCOPES = [
  { id: 'all', label: 'Everything' },
  { id: 'categories', label: 'Categories' },
  { id: 'products', label: 'Products' },
] as const;
type CountScope = (typeof SCOPES)[number]['id'];

/** What to count: everything in a warehouse, some categories, or a few products. */
export function OpenCountDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const [id] = useState(newId);
  const [warehouseId, setWarehouse] = useWorkingWarehouse();
  const [scope, setScope] = useState<CountScope>('all');
  const [categoryIds, setCategories] = useState<string[]>([]);
  const [products, setProducts] = useState<ProductListItem[]>([]);
  const [blind, setBlind] = useState(false);
  const [notes, setNotes] = useState('');
  const [missing, setMissing] = useState<Record<string, string>>({});
  const open = useWrite({
    write: (input: OpenCountInput, key) => stockflow.counts.open({ ...input, ...key }),
    refreshes: ['counts'],
    onDone: (count) =>
      void navigate({ to: '/stock/counts/$countId', params: { countId: count.id }, search: {} }),
  });
  const submit = () => {
    const gaps = {
      ...(warehouseId === null && { warehouseId: 'Choose a warehouse.' }),
      ...(scope === 'products' && products.length === 0 && { productIds: 'Choose a product.' }),
      ...(scope === 'categories' && categoryIds.length === 0 && { categoryIds: 'Choose a category.' }),
    };
    setMissing(gaps);
    if (warehouseId === null || Object.keys(gaps).length > 0) return;
    open.mutate({
      id,
      warehouseId,
      blind,
      ...(scope === 'categories' && { categoryIds }),
      ...(scope === 'products' && { productIds: products.map((product) => product.id) }),
      ...(notes.trim() !== '' && { notes }),
    });
  };
  return (
    <EditDialog
      title="New count"
      action="Start counting"
      onClose={onClose}
      onSubmit={submit}
      isPending={open.isPending}
      error={open.error}
      missing={missing}
      explain={explain}
    >
      <WarehouseField label="Warehouse" name="warehouseId" value={warehouseId} onChange={setWarehouse} />
      <Segments label="What to count" options={SCOPES} value={scope} onChange={setScope} />
      {scope === 'categories' && (
        <CategoryChoices chosen={categoryIds} onChange={setCategories} problem={missing.categoryIds} />
      )}
      {scope === 'products' && <ProductChoices products={products} onChange={setProducts} />}
      <Checkbox isSelected={blind} onChange={setBlind}>
        Blind: do not show what the books say until it is posted
      </Checkbox>
      <TextField label="Notes" name="notes" maxLength={1000} value={notes} onChange={setNotes} />
    </EditDialog>
  );
}

const explain = (error: unknown) => {
  const refusal = refusalOf(error);
  return refusal?.code === 'STATE_CONFLICT' ? refusal.message : null;
};

function CategoryChoices({
  chosen,
  onChange,
  problem,
}: {
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
  problem: string | undefined;
}) {
  const { data } = useQuery(categoriesQuery);
  return (
    <fieldset className="choices">
      <legend className="field__label">Categories</legend>
      {data
        ?.filter(({ active }) => active)
        .map(({ id, name }) => (
          <Checkbox
            key={id}
            isSelected={chosen.includes(id)}
            onChange={(isOn) => onChange(isOn ? [...chosen, id] : chosen.filter((other) => other !== id))}
          >
            {name}
          </Checkbox>
        ))}
      {problem !== undefined && <p className="field__error">{problem}</p>}
    </fieldset>
  );
}

function ProductChoices({
  products,
  onChange,
}: {
  products: readonly ProductListItem[];
  onChange: (products: ProductListItem[]) => void;
}) {
  return (
    <>
      <ProductPicker
        label="Add a product"
        name="productIds"
        onPick={(product) => onChange([...products.filter(({ id }) => id !== product.id), product])}
      />
      <ul className="stack stack--tight">
        {products.map((product) => (
          <li key={product.id} className="row">
            <span className="grow">
              {product.name} <span className="mono muted">{product.sku}</span>
            </span>
            <IconButton
              icon={X}
              label={`Leave out ${product.name}`}
              onPress={() => onChange(products.filter(({ id }) => id !== product.id))}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
