import { Search, X } from 'lucide-react';
import { type HTMLInputTypeAttribute, type ReactNode, type RefObject, useRef } from 'react';
import {
  Button as AriaButton,
  TextField as AriaTextField,
  FieldError,
  Input,
  Label,
  NumberField,
  SearchField,
  Text,
  TextArea,
} from 'react-aria-components';
import { useShortcuts } from '../app/shortcuts.ts';

interface FieldProps {
  label: string;
  /** The path of the input field, as the server's refusal names it. */
  name: string;
  description?: ReactNode;
  isRequired?: boolean;
  isDisabled?: boolean;
  className?: string;
}

/** Label, hint and refusal around a control: the same on every field. */
export function FieldParts({
  label,
  description,
  optional,
  bare = false,
  children,
}: {
  label: string;
  description?: ReactNode;
  optional: boolean;
  /** Without a label in sight. */
  bare?: boolean;
  children: ReactNode;
}) {
  return (
    <>
      {!bare && (
        <Label className="field__label">
          {label}
          {optional && <span className="field__optional"> (optional)</span>}
        </Label>
      )}
      {children}
      {description !== undefined && (
        <Text slot="description" className="field__hint">
          {description}
        </Text>
      )}
      <FieldError className="field__error" />
    </>
  );
}

interface TextFieldProps extends FieldProps {
  value?: string;
  defaultValue?: string;
  onChange?: (value: string) => void;
  type?: HTMLInputTypeAttribute;
  autoComplete?: string;
  inputMode?: 'text' | 'decimal' | 'numeric' | 'email' | 'tel';
  placeholder?: string;
  multiline?: boolean;
  autoFocus?: boolean;
  prefix?: string;
  maxLength?: number;
  /** The label is for screen readers only: a column's header says it to others. */
  hideLabel?: boolean;
}

/** One line of text, or several. */
export function TextField(props: TextFieldProps) {
  const {
    label,
    description,
    multiline,
    placeholder,
    prefix,
    className,
    type,
    inputMode,
    hideLabel,
    ...field
  } = props;
  const control =
    multiline === true ? (
      <TextArea className="input input--area" rows={3} placeholder={placeholder ?? ''} />
    ) : (
      <span className={prefix === undefined ? 'input-box' : 'input-box input-box--prefixed'}>
        {prefix !== undefined && <span aria-hidden>{prefix}</span>}
        <Input className="input" placeholder={placeholder ?? ''} />
      </span>
    );
  return (
    <AriaTextField
      {...field}
      data-field={field.name}
      {...(type !== undefined && { type: type as 'text' })}
      {...(inputMode !== undefined && { inputMode })}
      {...(hideLabel === true && { 'aria-label': label })}
      className={`field ${className ?? ''}`}
    >
      <FieldParts
        label={label}
        description={description}
        optional={props.isRequired !== true}
        bare={hideLabel === true}
      >
        {control}
      </FieldParts>
    </AriaTextField>
  );
}

interface QuantityFieldProps extends FieldProps {
  value: number | null;
  onChange: (value: number | null) => void;
  minValue?: number;
  maxValue?: number;
  autoFocus?: boolean;
  hideLabel?: boolean;
}

/** A whole number, typed in the person's locale or stepped by the arrow keys. Null when it is empty. */
export function QuantityField({
  value,
  onChange,
  label,
  description,
  hideLabel,
  className,
  ...rest
}: QuantityFieldProps) {
  return (
    <NumberField
      {...rest}
      data-field={rest.name}
      {...(hideLabel === true && { 'aria-label': label })}
      className={`field ${className ?? ''}`}
      value={value ?? Number.NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
      formatOptions={{ maximumFractionDigits: 0 }}
    >
      <FieldParts
        label={label}
        description={description}
        optional={rest.isRequired !== true}
        bare={hideLabel === true}
      >
        <Input className="input num" />
      </FieldParts>
    </NumberField>
  );
}

interface SearchBoxProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
}

/** A search field with its own clear button; "/" leads to it from anywhere on the page, Escape clears it. */
export function SearchBox({ label, value, onChange, placeholder }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null);
  useSlash(input);
  return (
    <SearchField aria-label={label} value={value} onChange={onChange} className="search-box">
      <Search size={16} aria-hidden />
      <Input ref={input} className="input" placeholder={placeholder ?? label} maxLength={100} />
      <AriaButton className="search-box__clear" aria-label="Clear search">
        <X size={14} aria-hidden />
      </AriaButton>
      <kbd className="search-box__key" aria-hidden>
        /
      </kbd>
    </SearchField>
  );
}

/** The "/" key focuses the field, unless it is typed into another one. */
function useSlash(input: RefObject<HTMLInputElement | null>): void {
  const run = () => {
    input.current?.focus();
    input.current?.select();
  };
  useShortcuts('Search', [{ keys: ['/'], label: 'Search this list', run }]);
}
