import { type CreateReturnInput, newId, type Sale } from '@stockflow/sdk';
import { useState } from 'react';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { useFormat } from '../../app/identity.ts';
import { sum, times } from '../../format/decimal.ts';
import { formatQuantity, units } from '../../format/number.ts';
import { Stepper } from '../../parts/stepper.tsx';
import { WarehouseField } from '../../parts/working-warehouse.tsx';
import { Button } from '../../ui/button.tsx';
import { EditDialog } from '../../ui/edit-dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Segments } from '../../ui/filter.tsx';
import { toast } from '../../ui/toast.tsx';
import { SALE_ROOTS } from './roots.ts';

type Disposition = 'restock' | 'scrap';
type SaleLine = Sale['lines'][number];

const DISPOSITIONS = [
  { id: 'restock', label: 'To stock' },
  { id: 'scrap', label: 'Scrap' },
] as const;

/** Units of a line that were shipped and have not come back. */
export const returnableOf = ({ quantityShipped, quantityReturned }: SaleLine): number =>
  quantityShipped - quantityReturned;

interface ReturnedLine {
  line: SaleLine;
  quantity: number;
  disposition: Disposition;
  warehouseId: string;
}

/** Goods come back: how many of each line, where to, and whether they can be sold again. */
export function ReturnDialog({ sale, onClose }: { sale: Sale; onClose: () => void }) {
  const form = useReturn(sale, onClose);
  const format = useFormat();
  const back = form.lines.filter(({ quantity }) => quantity > 0);
  const worth = sum(back.map(({ line, quantity }) => times(line.unitPrice, quantity)));
  const count = back.reduce((total, { quantity }) => total + quantity, 0);
  return (
    <EditDialog
      title="What came back?"
      action={count === 0 ? 'Take back' : `Take back ${units(count)}`}
      onClose={onClose}
      onSubmit={form.submit}
      isPending={form.create.isPending}
      error={form.create.error}
      missing={form.missing}
    >
      <div className="row row--between">
        <p className="soft">Worth {format.money(worth)}</p>
        <Button small onPress={form.takeAll}>
          All of it
        </Button>
      </div>
      {form.missing.lines !== undefined && <p className="field__error">{form.missing.lines}</p>}
      {form.lines.map((entry, index) => (
        <ReturnLine key={entry.line.lineNumber} entry={entry} onChange={form.change(index)} />
      ))}
      <TextField label="Notes" name="notes" maxLength={2000} value={form.notes} onChange={form.setNotes} />
    </EditDialog>
  );
}

function ReturnLine({
  entry,
  onChange,
}: {
  entry: ReturnedLine;
  onChange: (fields: Partial<ReturnedLine>) => void;
}) {
  const { line, quantity, disposition, warehouseId } = entry;
  return (
    <div className="return-line">
      <div className="row row--between row--wrap">
        <span className="two-lines grow">
          <span className="strong">{line.productName}</span>
          <small>{formatQuantity(returnableOf(line))} could come back</small>
        </span>
        <Stepper
          label={`Back of ${line.productName}`}
          maxValue={returnableOf(line)}
          value={quantity}
          onChange={(next) => onChange({ quantity: next ?? 0 })}
        />
      </div>
      {quantity > 0 && (
        <>
          <Segments
            label={`What becomes of ${line.productName}`}
            options={DISPOSITIONS}
            value={disposition}
            onChange={(next) => onChange({ disposition: next })}
          />
          {disposition === 'restock' && (
            <WarehouseField
              label={`Into, for ${line.productName}`}
              name={`lines.${line.lineNumber}.into`}
              value={warehouseId}
              onChange={(next) => onChange({ warehouseId: next })}
            />
          )}
        </>
      )}
    </div>
  );
}

function useReturn(sale: Sale, onClose: () => void) {
  const [id] = useState(newId);
  const [notes, setNotes] = useState('');
  const [missing, setMissing] = useState<Record<string, string>>({});
  const [lines, setLines] = useState<ReturnedLine[]>(() =>
    sale.lines
      .filter((line) => returnableOf(line) > 0)
      .map((line) => ({ line, quantity: 0, disposition: 'restock', warehouseId: line.warehouseId })),
  );
  const create = useWrite({
    write: (input: CreateReturnInput, key) => stockflow.returns.create({ ...input, ...key }),
    refreshes: SALE_ROOTS,
    onDone: (made) => {
      const count = made.lines.reduce((total, { quantity }) => total + quantity, 0);
      toast(`${units(count)} came back.`);
      onClose();
    },
  });
  const submit = () => {
    const back = lines.filter(({ quantity }) => quantity > 0);
    setMissing(back.length === 0 ? { lines: 'Say what came back.' } : {});
    if (back.length === 0) return;
    create.mutate({
      id,
      saleId: sale.id,
      ...(notes.trim() !== '' && { notes }),
      lines: back.map(({ line, quantity, disposition, warehouseId }) => ({
        saleLineNumber: line.lineNumber,
        quantity,
        disposition,
        warehouseId,
      })),
    });
  };
  return {
    lines,
    change: (index: number) => (fields: Partial<ReturnedLine>) =>
      setLines((now) => now.map((entry, at) => (at === index ? { ...entry, ...fields } : entry))),
    takeAll: () => setLines((now) => now.map((entry) => ({ ...entry, quantity: returnableOf(entry.line) }))),
    notes,
    setNotes,
    missing,
    create,
    submit,
  };
}
