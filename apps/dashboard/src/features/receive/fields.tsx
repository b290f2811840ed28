import { useFormat } from '../../app/identity.ts';
import { useSupplierOptions } from '../../parts/reference-filters.tsx';
import { type ScanLine, withChanged } from '../../parts/scan/lines.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { TextField } from '../../ui/field.tsx';
import { Card } from '../../ui/page.tsx';
import { SelectField } from '../../ui/select.tsx';
import type { Receipt } from './receipt.ts';

type Change = (by: (now: Receipt) => Receipt) => void;

const NONE = 'none';

/** From whom, on which paper, at what cost: known at the dock or not at all. */
export function ReceiptDetails({ receipt, change }: { receipt: Receipt; change: Change }) {
  const suppliers = useSupplierOptions();
  return (
    <Card title="Delivery">
      <div className="form">
        <SelectField
          label="Supplier"
          name="supplier"
          options={[{ id: NONE, label: 'Not said' }, ...suppliers]}
          value={receipt.supplierId ?? NONE}
          onChange={(id) => change((now) => ({ ...now, supplierId: id === NONE ? null : id }))}
        />
        <TextField
          label="Delivery note"
          name="lines.0.notes"
          maxLength={500}
          placeholder="Number, order, what was damaged…"
          value={receipt.note}
          onChange={(note) => change((now) => ({ ...now, note }))}
        />
        <Checkbox
          isSelected={receipt.hasCosts}
          onChange={(hasCosts) => change((now) => ({ ...now, hasCosts }))}
        >
          Enter what a unit cost
        </Checkbox>
      </div>
    </Card>
  );
}

/** What one unit of a line cost. */
export function UnitCost({ line, index, change }: { line: ScanLine; index: number; change: Change }) {
  const { currency } = useFormat();
  return (
    <TextField
      label={`Cost of one ${line.name}`}
      hideLabel
      name={`lines.${index}.unitCost`}
      inputMode="decimal"
      prefix={currency}
      placeholder="Cost a unit"
      value={line.unitCost}
      onChange={(unitCost) =>
        change((now) => ({ ...now, lines: withChanged(now.lines, line.productId, { unitCost }) }))
      }
    />
  );
}
