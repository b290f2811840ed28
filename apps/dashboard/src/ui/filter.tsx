import { ChevronDown, X } from 'lucide-react';
import {
  Autocomplete,
  Button,
  Dialog,
  DialogTrigger,
  Input,
  ListBox,
  Popover,
  SearchField,
  type Selection,
  ToggleButton,
  ToggleButtonGroup,
  useFilter,
} from 'react-aria-components';
import { type Option, optionItem } from './select.tsx';

/** So many options that typing is quicker than looking. */
const SEARCH_FROM = 8;

interface FilterProps {
  label: string;
  options: readonly Option[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  /** One at most: choosing another takes its place. */
  single?: boolean;
}

const summary = (label: string, options: readonly Option[], chosen: readonly string[]): string => {
  if (chosen.length === 0) return label;
  if (chosen.length > 1) return `${label}: ${chosen.length}`;
  return options.find((option) => option.id === chosen[0])?.label ?? `${label}: 1`;
};

/** What the button is called: what it shows, and always whose filter it is. */
const nameOf = (label: string, options: readonly Option[], chosen: readonly string[]): string =>
  chosen.length === 1
    ? `${label}: ${summary(label, options, chosen)}`
    : chosen.length === 0
      ? label
      : `${label}: ${chosen.length} chosen`;

const idsOf = (selection: Selection, options: readonly Option[]): string[] =>
  selection === 'all' ? options.map((option) => option.id) : [...selection].map(String);

/** A filter of a list: a button that says what is chosen, and a pop-up to choose from, by typing where it is long. */
export function Filter({ label, options, chosen, onChange, single = false }: FilterProps) {
  const active = chosen.length > 0;
  return (
    <span className={`filter${active ? ' filter--active' : ''}`}>
      <DialogTrigger>
        <Button className="filter__button" aria-label={nameOf(label, options, chosen)}>
          <span className="truncate">{summary(label, options, chosen)}</span>
          {!active && <ChevronDown size={14} aria-hidden />}
        </Button>
        <Popover className="popover popover--filter" placement="bottom start" offset={6}>
          <Dialog aria-label={label} className="filter__dialog">
            {({ close }) => (
              <FilterChoices
                label={label}
                options={options}
                chosen={chosen}
                single={single}
                onChange={(next) => {
                  onChange(next);
                  if (single) close();
                }}
              />
            )}
          </Dialog>
        </Popover>
      </DialogTrigger>
      {active && (
        <Button className="filter__clear" aria-label={`Clear ${label}`} onPress={() => onChange([])}>
          <X size={13} aria-hidden />
        </Button>
      )}
    </span>
  );
}

function FilterChoices({ label, options, chosen, onChange, single }: Required<FilterProps>) {
  const { contains } = useFilter({ sensitivity: 'base' });
  const list = (
    <ListBox
      aria-label={label}
      items={options}
      className="option-list"
      // Escape closes the pop-up; it must not take the choice back.
      escapeKeyBehavior="none"
      selectionMode={single ? 'single' : 'multiple'}
      selectedKeys={chosen}
      onSelectionChange={(selection) => onChange(idsOf(selection, options))}
      renderEmptyState={() => <p className="option-list__empty">Nothing found.</p>}
    >
      {optionItem}
    </ListBox>
  );
  if (options.length < SEARCH_FROM) return list;
  return (
    <Autocomplete filter={contains}>
      <SearchField aria-label={`Search ${label}`} className="filter__search" autoFocus>
        <Input className="input" placeholder="Search…" />
      </SearchField>
      {list}
    </Autocomplete>
  );
}

/** A filter that is on or off. */
export function FilterToggle({
  label,
  isOn,
  onChange,
}: {
  label: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}) {
  return (
    <ToggleButton className="filter filter--toggle" isSelected={isOn} onChange={onChange}>
      {label}
    </ToggleButton>
  );
}

interface SegmentsProps<Value extends string> {
  label: string;
  options: readonly { id: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** One of a few, all in sight. */
export function Segments<Value extends string>({ label, options, value, onChange }: SegmentsProps<Value>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className="segments"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const [key] = keys;
        if (key !== undefined) onChange(key as Value);
      }}
    >
      {options.map((option) => (
        <ToggleButton key={option.id} id={option.id} className="segments__item">
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
