import { ChevronDown } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import {
  Autocomplete,
  Button,
  Input,
  ListBox,
  ListLayout,
  Popover,
  SearchField,
  Select,
  SelectValue,
  useFilter,
  Virtualizer,
} from 'react-aria-components';
import { FieldParts } from './field.tsx';
import { type Option, optionItem } from './select.tsx';

const ROW_PX = 34;

interface PickFieldProps {
  label: string;
  /** The path of the input field, as the server's refusal names it. */
  name: string;
  options: readonly Option[];
  value: string | null;
  onChange: (value: string) => void;
  description?: ReactNode;
  placeholder?: string;
  isDisabled?: boolean;
  isRequired?: boolean;
}

/** One of a long list (time zones, currencies, categories): opened, it is searched by typing. */
export function PickField(props: PickFieldProps) {
  const { label, options, value, onChange, description, placeholder, isRequired = true, ...rest } = props;
  const { contains } = useFilter({ sensitivity: 'base' });
  const [typed, setTyped] = useState('');
  return (
    <Select
      {...rest}
      isRequired={isRequired}
      value={value}
      onChange={(key) => key !== null && onChange(String(key))}
      className="field"
      onOpenChange={() => setTyped('')}
    >
      <FieldParts label={label} description={description} optional={!isRequired}>
        <Button className="input input--select">
          <SelectValue className="truncate">
            {({ isPlaceholder, selectedText }) =>
              isPlaceholder ? <span className="muted">{placeholder ?? 'Choose…'}</span> : selectedText
            }
          </SelectValue>
          <ChevronDown size={15} aria-hidden />
        </Button>
      </FieldParts>
      <Popover className="popover popover--list" offset={4}>
        <Autocomplete filter={contains} inputValue={typed} onInputChange={setTyped}>
          <SearchField aria-label={`Search ${label}`} className="filter__search" autoFocus>
            <Input className="input" placeholder="Search…" />
          </SearchField>
          <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: ROW_PX, padding: 4 }}>
            <ListBox
              items={options}
              className="option-list option-list--virtual"
              renderEmptyState={() => <p className="option-list__empty">Nothing found.</p>}
            >
              {optionItem}
            </ListBox>
          </Virtualizer>
        </Autocomplete>
      </Popover>
    </Select>
  );
}
