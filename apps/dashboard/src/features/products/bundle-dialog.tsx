import type { Bundle, SetBundleInput } from '@stockflow/sdk';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { ProductPicker } from '../../parts/product-picker.tsx';
import { IconButton } from '../../ui/button.tsx';
import { EditDialog } from '../../ui/edit-dialog.tsx';
import { QuantityField } from '../../ui/field.tsx';
import { toast } from '../../ui/toast.tsx';

interface Part {
  productId: string;
  sku: string;
  productName: string;
  quantity: number | null;
}

/** Changes what a bundle is made of. What is reserved already keeps what it was made of then. */
export function BundleDialog({ bundle, onClose }: { bundle: Bundle; onClose: () => void }) {
  const [parts, setParts] = useState<Part[]>(bundle.components);
  const [missing, setMissing] = useState<Record<string, string>>({});
  const save = useWrite({
    write: (input: SetBundleInput, key) => stockflow.products.setBundle({ ...input, ...key }),
    refreshes: ['products', 'levels'],
    onDone: () => {
      toast('The components are saved.');
      onClose();
    },
  });
  const submit = () => {
    const found = missingOf(parts);
    setMissing(found);
    if (Object.keys(found).length > 0) return;
    const components = parts.map(({ productId, quantity }) => ({ productId, quantity: quantity ?? 1 }));
    save.mutate({ productId: bundle.productId, components });
  };
  const add = (product: { id: string; sku: string; name: string }) =>
    setParts((now) =>
      now.some(({ productId }) => productId === product.id)
        ? now
        : [...now, { productId: product.id, sku: product.sku, productName: product.name, quantity: 1 }],
    );
  return (
    <EditDialog
      title="Components of the bundle"
      onClose={onClose}
      onSubmit={submit}
      isPending={save.isPending}
      error={save.error}
      missing={missing}
    >
      {parts.map((part, index) => (
        <div key={part.productId} className="row">
          <span className="two-lines grow">
            <span className="strong truncate">{part.productName}</span>
            <small className="mono">{part.sku}</small>
          </span>
          <QuantityField
            label={`Units of ${part.productName}`}
            hideLabel
            name={`components.${index}.quantity`}
            minValue={1}
            value={part.quantity}
            onChange={(quantity) =>
              setParts((now) => now.map((other, place) => (place === index ? { ...other, quantity } : other)))
            }
          />
          <IconButton
            icon={Trash2}
            label={`Remove ${part.productName}`}
            onPress={() => setParts((now) => now.filter((_, place) => place !== index))}
          />
        </div>
      ))}
      <ProductPicker label="Add a component" name="components" onPick={add} />
    </EditDialog>
  );
}

const missingOf = (parts: readonly Part[]): Record<string, string> =>
  parts.length === 0
    ? { components: 'A bundle has one component at least.' }
    : Object.fromEntries(
        parts.flatMap((part, index) =>
          part.quantity === null ? [[`components.${index}.quantity`, 'Say how many.']] : [],
        ),
      );
