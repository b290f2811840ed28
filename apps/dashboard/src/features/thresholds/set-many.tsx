import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { units } from '../../format/number.ts';
import { EditDialog } from '../../ui/edit-dialog.tsx';
import { QuantityField } from '../../ui/field.tsx';
import { Segments } from '../../ui/filter.tsx';
import { toast } from '../../ui/toast.tsx';
import { type ThresholdsSearch, whereOf } from './address.ts';

type Act = 'set' | 'clear';

/**
 * The same threshold for everything that the list's filters find: where warehouses are chosen for the levels there, else for
 * the products themselves. It says beforehand how many these are.
 */
export function SetManyDialog({ search, onClose }: { search: ThresholdsSearch; onClose: () => void }) {
  const [act, setAct] = useState<Act>('set');
  const [threshold, setThreshold] = useState<number | null>(10);
  const where = whereOf(search);
  const scope = where.warehouseIds === undefined ? 'product' : 'level';
  const noun = scope === 'product' ? 'product' : 'level';
  const count = useQuery({
    queryKey: ['thresholds', 'count', scope, where],
    queryFn: ({ signal }) =>
      stockflow.thresholds.setWhere({ scope, where, threshold: 0, dryRun: true }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const save = useWrite({
    write: (input: { threshold: number | null }, key) =>
      stockflow.thresholds.setWhere({ scope, where, ...input, ...key }),
    refreshes: ['alerts', 'levels', 'products', 'thresholds'],
    onDone: ({ matched, changed }) => {
      toast(`${units(changed, 'threshold')} changed, of ${units(matched, noun)}.`);
      onClose();
    },
  });
  const to = act === 'clear' ? null : threshold;
  const isMissing = act === 'set' && threshold === null;
  return (
    <EditDialog
      title="Set many thresholds"
      action={count.data === undefined ? 'Set' : `Set ${units(count.data.matched, noun)}`}
      onClose={onClose}
      onSubmit={() => !isMissing && save.mutate({ threshold: to })}
      isPending={save.isPending}
      error={save.error ?? count.error}
    >
      <p className="soft">
        {count.data === undefined
          ? 'Counting what the filters find…'
          : `The filters find ${units(count.data.matched, noun)}. `}
        {scope === 'product'
          ? 'Each product’s own threshold is set, which counts in every warehouse that has none of its own. Choose warehouses in the list to set it there only.'
          : 'It is set for these products in the chosen warehouses only.'}
      </p>
      <Segments
        label="What to do"
        options={[
          { id: 'set', label: 'Set to' },
          {
            id: 'clear',
            label: scope === 'product' ? 'Leave to category and company' : 'Leave to the product',
          },
        ]}
        value={act}
        onChange={setAct}
      />
      {act === 'set' && (
        <QuantityField
          label="Threshold"
          name="threshold"
          value={threshold}
          onChange={setThreshold}
          minValue={0}
          isRequired
          autoFocus
          description="Units: low at so many available, or fewer."
        />
      )}
    </EditDialog>
  );
}
