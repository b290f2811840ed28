import type { ProductListItem } from '@stockflow/sdk';
import { useState } from 'react';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { useCan } from '../../app/identity.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { EditDialog } from '../../ui/edit-dialog.tsx';
import { ProductPicker } from '../product-picker.tsx';
import type { ScannedProduct } from './find-code.ts';

/** Says which product an unknown code stands on, and lets the product remember it. */
export function PickDialog({
  code,
  onPick,
  onClose,
}: {
  code: string;
  onPick: (product: ScannedProduct) => void;
  onClose: () => void;
}) {
  const mayEdit = useCan()('catalogue:write');
  const [product, setProduct] = useState<ProductListItem | null>(null);
  const [remembers, setRemembers] = useState(true);
  const [missing, setMissing] = useState<Record<string, string>>({});
  const remember = useWrite({
    write: (input: { productId: string; barcode: string; expectedVersion: number }, key) =>
      stockflow.products.update({ ...input, ...key }),
    refreshes: ['products'],
    onDone: (updated) => onPick(updated),
  });
  const canRemember = mayEdit && product !== null && product.barcode === null;
  const submit = () => {
    setMissing(product === null ? { product: 'Choose a product.' } : {});
    if (product === null) return;
    if (!canRemember || !remembers) onPick(product);
    else remember.mutate({ productId: product.id, barcode: code, expectedVersion: product.version });
  };
  return (
    <EditDialog
      title={`Which product is ${code}?`}
      action="Take it"
      onClose={onClose}
      onSubmit={submit}
      isPending={remember.isPending}
      error={remember.error}
      missing={missing}
    >
      <ProductPicker label="Product" name="product" onPick={setProduct} keeps autoFocus />
      {canRemember && (
        <Checkbox isSelected={remembers} onChange={setRemembers}>
          Remember {code} as its barcode
        </Checkbox>
      )}
    </EditDialog>
  );
}
