import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue, Text } from 'react-aria-components';
import { FieldParts } from './field.tsx';

export interface Option<Value extends string = string> {
  id: Value;
  label: string;
  /** A second line, or what stands to the right. */
  note?: string;
  disabled?: boolean;
}

/** The rows of a list of options. */
export const optionItem = (option: Option) => (
  <ListBoxItem
    id={option.id}
    textValue={option.label}
    isDisabled={option.disabled ?? false}
    className="option"
    key={option.id}
  >
    {({ isSelected }) => (
      <>
        <Check
          size={15}
          aria-hidden
          className="option__check"
          visibility={isSelected ? 'visible' : 'hidden'}
        />
        <Text slot="label" className="option__label">
          {option.label}
        </Text>
        {option.note !== undefined && (
          <Text slot="description" className="option__note">
            {option.note}
          </Text>
        )}
      </>
    )}
  </ListBoxItem>
);

interface SelectFieldProps<Value extends string> {
  label: string;
  /** The path of the input field, as the server's refusal names it. */
  name: string;
  options: readonly Option<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  description?: ReactNode;
  placeholder?: string;
  isRequired?: boolean;
  isDisabled?: boolean;
  hideLabel?: boolean;
  autoFocus?: boolean;
  className?: string;
}

/** One of a list. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { label, options, value, onChange, description, placeholder, hideLabel, className, ...rest } = props;
  const control = (
    <Button className="input input--select">
      <SelectValue className="truncate">
        {({ isPlaceholder, selectedText }) =>
          isPlaceholder ? <span className="muted">{placeholder ?? 'Choose…'}</span> : selectedText
        }
      </SelectValue>
      <ChevronDown size={15} aria-hidden />
    </Button>
  );
  return (
    <Select
      {...rest}
      {...(hideLabel === true && { 'aria-label': label })}
      value={value}
      onChange={(key) => key !== null && onChange(key as Value)}
      className={`field ${className ?? ''}`}
    >
      <FieldParts
        label={label}
        description={description}
        optional={rest.isRequired !== true}
        bare={hideLabel === true}
      >
        {control}
      </FieldParts>
      <Popover className="popover popover--list" offset={4}>
        <ListBox items={options} className="option-list">
          {optionItem}
        </ListBox>
      </Popover>
    </Select>
  );
}
