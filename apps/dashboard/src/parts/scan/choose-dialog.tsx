import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { ScannedProduct } from './find-code.ts';

/** One barcode on several products: which one is it? */
export function ChooseDialog({
  code,
  products,
  onChoose,
  onClose,
}: {
  code: string;
  products: readonly ScannedProduct[];
  onChoose: (product: ScannedProduct) => void;
  onClose: () => void;
}) {
  return (
    <Dialog title={`Which product is ${code}?`} isOpen onClose={onClose}>
      <div className="dialog__content stack stack--tight aisle">
        {products.map((product) => (
          <Button key={product.id} onPress={() => onChoose(product)}>
            {product.name} <span className="mono muted">{product.sku}</span>
          </Button>
        ))}
      </div>
    </Dialog>
  );
}
