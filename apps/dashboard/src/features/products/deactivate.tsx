import type { Product } from '@stockflow/sdk';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { Confirm } from '../../ui/dialog.tsx';
import { Problem } from '../../ui/form.tsx';
import { toast } from '../../ui/toast.tsx';

/** Takes a product out of use, or back in. Its history stays. */
export function DeactivateProduct({
  product,
  isOpen,
  onClose,
}: {
  product: Product;
  isOpen: boolean;
  onClose: () => void;
}) {
  const write = useWrite({
    write: ({ active, productId }: { productId: string; active: boolean }, key) =>
      active
        ? stockflow.products.update({ productId, active, ...key })
        : stockflow.products.deactivate({ productId, ...key }),
    refreshes: ['products', 'alerts'],
    onDone: (answer) => {
      toast(`${answer.name} is ${answer.active ? 'active again' : 'deactivated'}.`);
      onClose();
    },
  });
  return (
    <Confirm
      title={product.active ? `Deactivate ${product.name}?` : `Activate ${product.name} again?`}
      action={product.active ? 'Deactivate' : 'Activate'}
      destructive={product.active}
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={() => write.mutate({ productId: product.id, active: !product.active })}
      isPending={write.isPending}
      problem={<Problem error={write.error} />}
    >
      {product.active
        ? 'It leaves the lists and can no longer be sold. Its stock and history stay, and it can be activated again.'
        : 'It stands in the lists again and can be sold.'}
    </Confirm>
  );
}
