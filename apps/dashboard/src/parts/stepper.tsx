import { Minus, Plus } from 'lucide-react';
import { Button, FieldError, Group, Input, NumberField } from 'react-aria-components';

interface StepperProps {
  /** What is counted, for those who do not see the row. */
  label: string;
  /** The path of the input field, as the server's refusal names it. */
  name?: string;
  value: number | null;
  onChange: (value: number | null) => void;
  minValue?: number;
  maxValue?: number;
  /** Numerals to be read at arm's length. */
  big?: boolean;
  isDisabled?: boolean;
}

/** A whole number between two buttons that a glove can hit; held down they go on. */
export function Stepper({ label, name, value, onChange, big = false, minValue = 0, ...rest }: StepperProps) {
  return (
    <NumberField
      {...rest}
      {...(name !== undefined && { name, 'data-field': name })}
      aria-label={label}
      className={`stepper${big ? ' stepper--big' : ''}`}
      minValue={minValue}
      value={value ?? Number.NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
      formatOptions={{ maximumFractionDigits: 0 }}
      isWheelDisabled
    >
      <Group className="stepper__group">
        <Button slot="decrement" className="stepper__button">
          <Minus size={big ? 28 : 18} aria-hidden />
        </Button>
        <Input className="stepper__input num" inputMode="numeric" />
        <Button slot="increment" className="stepper__button">
          <Plus size={big ? 28 : 18} aria-hidden />
        </Button>
      </Group>
      <FieldError className="field__error" />
    </NumberField>
  );
}
