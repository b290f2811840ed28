import { formatChange, formatQuantity } from '../format/number.ts';
import { QuantityField, TextField } from '../ui/field.tsx';
import { Segments } from '../ui/filter.tsx';
import { SelectField } from '../ui/select.tsx';
import { type Adjustment, fieldOf, type Reason } from './use-adjustment.ts';

const WAYS = [
  { id: 'out', label: 'Take out' },
  { id: 'in', label: 'Put in' },
  { id: 'set', label: 'Set to' },
] as const;

const REASONS: readonly { id: Reason; label: string }[] = [
  { id: 'damaged', label: 'Damaged' },
  { id: 'lost', label: 'Lost' },
  { id: 'found', label: 'Found' },
  { id: 'theft', label: 'Theft' },
  { id: 'expired', label: 'Expired' },
  { id: 'sample', label: 'Sample' },
  { id: 'correction', label: 'Correction' },
  { id: 'other', label: 'Other' },
];

/** Stock is not what the books say: how much and why, or what is there. */
export function AdjustFields({ form, warehouseName }: { form: Adjustment; warehouseName: string }) {
  const isSet = form.way === 'set';
  return (
    <>
      <Segments label="Direction" options={WAYS} value={form.way} onChange={form.setWay} />
      <div className="form__row">
        <QuantityField
          label={isSet ? 'What is there' : 'Quantity'}
          name={fieldOf(form.way)}
          isRequired
          autoFocus
          minValue={isSet ? 0 : 1}
          value={form.quantity}
          onChange={form.setQuantity}
        />
        {!isSet && (
          <SelectField
            label="Reason"
            name="lines.0.reason"
            isRequired
            options={REASONS}
            value={form.reason}
            onChange={form.setReason}
          />
        )}
      </div>
      <TextField
        label="Notes"
        name="lines.0.notes"
        isRequired={form.reason === 'other' && !isSet}
        value={form.notes}
        onChange={form.setNotes}
      />
      <p className="soft num" aria-live="polite">
        On hand in {warehouseName}: {formatQuantity(form.onHand)}
        {form.quantity !== null && (
          <>
            {' '}
            → {formatQuantity(form.onHand + form.change)}
            {isSet && form.change !== 0 && ` (${formatChange(form.change)})`}
          </>
        )}
      </p>
    </>
  );
}
