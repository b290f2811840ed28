import type { Alert } from '@stockflow/sdk';
import { useState } from 'react';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { formatQuantity } from '../../format/number.ts';
import { EditDialog } from '../../ui/edit-dialog.tsx';
import { QuantityField } from '../../ui/field.tsx';
import { Segments } from '../../ui/filter.tsx';
import { toast } from '../../ui/toast.tsx';
import { sourceWords } from './words.ts';

type Place = 'level' | 'product';

/** From when on it counts as low: here, or wherever the product lies. Empty: what comes next in line counts. */
export function ThresholdDialog({ alert, onClose }: { alert: Alert; onClose: () => void }) {
  const [place, setPlace] = useState<Place>(alert.thresholdSource === 'product' ? 'product' : 'level');
  const [threshold, setThreshold] = useState<number | null>(alert.threshold);
  const save = useWrite({
    write: ({ threshold: to, place: at }: { threshold: number | null; place: Place }, key) =>
      stockflow.thresholds.set({
        thresholds: [
          {
            productId: alert.product.id,
            ...(at === 'level' && { warehouseId: alert.warehouse.id }),
            threshold: to,
          },
        ],
        ...key,
      }),
    refreshes: ['alerts', 'levels', 'products'],
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
      title={`Threshold of ${alert.product.name}`}
      onClose={onClose}
      onSubmit={() => save.mutate({ threshold, place })}
      isPending={save.isPending}
      error={save.error}
    >
      <p className="soft">
        It counts as low at {formatQuantity(alert.threshold)} available or less: the threshold{' '}
        {sourceWords(alert.thresholdSource)}.
      </p>
      <Segments
        label="Where it counts"
        options={[
          { id: 'level', label: `Only in ${alert.warehouse.name}` },
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
      {place === 'product' && alert.thresholdSource === 'level' && (
        <p className="small warn-text">
          In {alert.warehouse.name} another one is set, which goes before the product’s.
        </p>
      )}
    </EditDialog>
  );
}
