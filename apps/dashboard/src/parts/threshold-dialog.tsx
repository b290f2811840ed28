import { useState } from 'react';
import { stockflow } from '../api/stockflow.ts';
import { useWrite } from '../api/use-write.ts';
import { formatQuantity } from '../format/number.ts';
import { EditDialog } from '../ui/edit-dialog.tsx';
import { QuantityField } from '../ui/field.tsx';
import { Segments } from '../ui/filter.tsx';
import { toast } from '../ui/toast.tsx';
import { sourceWords } from './threshold-words.ts';

type Place = 'level' | 'product';

interface ThresholdDialogProps {
  product: { id: string; name: string };
  warehouse: { id: string; name: string };
  /** The one that counts now, in units, and where it comes from. */
  threshold: number;
  source: string;
  onClose: () => void;
}

/** From when on it counts as low: here, or wherever the product lies. Empty: what comes next in line counts. */
export function ThresholdDialog(props: ThresholdDialogProps) {
  const { product, warehouse, source, onClose } = props;
  const [place, setPlace] = useState<Place>(source === 'product' ? 'product' : 'level');
  const [threshold, setThreshold] = useState<number | null>(props.threshold);
  const save = useWrite({
    write: ({ threshold: to, place: at }: { threshold: number | null; place: Place }, key) =>
      stockflow.thresholds.set({
        thresholds: [
          {
            productId: product.id,
            ...(at === 'level' && { warehouseId: warehouse.id }),
            threshold: to,
          },
        ],
        ...key,
      }),
    refreshes: ['alerts', 'levels', 'products', 'thresholds'],
    onDone: () => {
      toast(
        threshold === null
          ? 'The threshold is not set here any more.'
          : `The threshold is ${formatQuantity(threshold)} now.`,
      );
      onClose();
    },
  });
  const next =
    place === 'level' ? 'the product’s, its category’s or the company’s' : 'its category’s or the company’s';
  return (
    <EditDialog
      title={`Threshold of ${product.name}`}
      onClose={onClose}
      onSubmit={() => save.mutate({ threshold, place })}
      isPending={save.isPending}
      error={save.error}
    >
      <p className="soft">
        It counts as low at {formatQuantity(props.threshold)} available or less: the threshold{' '}
        {sourceWords(source)}.
      </p>
      <Segments
        label="Where it counts"
        options={[
          { id: 'level', label: `Only in ${warehouse.name}` },
          { id: 'product', label: 'In every warehouse' },
        ]}
        value={place}
        onChange={setPlace}
      />
      <QuantityField
        label="Threshold"
        name="thresholds.0.threshold"
        value={threshold}
        onChange={setThreshold}
        minValue={0}
        autoFocus
        description={`Units. Empty: ${next} counts.`}
      />
      {place === 'product' && source === 'level' && (
        <p className="small warn-text">
          In {warehouse.name} another one is set, which goes before the product’s.
        </p>
      )}
    </EditDialog>
  );
}
