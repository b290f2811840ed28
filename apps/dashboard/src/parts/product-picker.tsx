import type { ProductListItem } from '@stockflow/sdk';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import {
  ComboBox,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components';
import { productChoicesQuery } from '../api/queries.ts';
import { useDebounced } from '../app/use-debounced.ts';
import { formatQuantity } from '../format/number.ts';

interface ProductPickerProps {
  label: string;
  name: string;
  /** Told of what was picked; the field is then empty again unless `keeps` is set. */
  onPick: (product: ProductListItem) => void;
  /** Keep showing the product that was picked. */
  keeps?: boolean;
  autoFocus?: boolean;
}

/**
 * Finds a product by name, SKU or barcode while one types. A scanner types a whole barcode and ends with Enter,
 * faster than the list can follow: Enter asks at once, and takes what it names.
 */
export function ProductPicker({ label, name, onPick, keeps = false, autoFocus = false }: ProductPickerProps) {
  const [typed, setTyped] = useState('');
  const [picks, setPicks] = useState(0);
  const search = useDebounced(typed.trim(), 150);
  const { data, isFetching } = useQuery(productChoicesQuery(search));
  const client = useQueryClient();
  const found = data?.items ?? [];
  const take = (product: ProductListItem | undefined) => {
    if (product === undefined) return;
    setTyped(keeps ? product.name : '');
    // A field made anew is closed and has the focus; else the list would open again by what it now says.
    setPicks((count) => count + 1);
    onPick(product);
  };
  const takeNamed = async () => {
    const code = typed.trim();
    const { items } = await client.fetchQuery(productChoicesQuery(code));
    take(items.length === 1 ? items[0] : items.find((item) => isNamed(item, code)));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const isChoosing = event.currentTarget.hasAttribute('aria-activedescendant');
    if (event.key !== 'Enter' || isChoosing || typed.trim() === '') return;
    event.preventDefault();
    void takeNamed();
  };
  return (
    <ComboBox
      key={picks}
      name={name}
      className="field"
      items={found}
      inputValue={typed}
      onInputChange={setTyped}
      value={null}
      onChange={(id) => take(found.find((item) => item.id === id))}
      allowsEmptyCollection
      menuTrigger="input"
      autoFocus={autoFocus || picks > 0}
      defaultFilter={() => true}
    >
      <Label className="field__label">{label}</Label>
      <div className="combo">
        <Search size={16} aria-hidden />
        <Input className="input" placeholder="Name, SKU or barcode" maxLength={100} onKeyDown={onKeyDown} />
      </div>
      <FieldError className="field__error" />
      <Popover className="popover popover--list" offset={4}>
        <ListBox
          className="option-list"
          renderEmptyState={() => (
            <p className="option-list__empty">{isFetching ? 'Searching…' : 'No product found.'}</p>
          )}
        >
          {choice}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

const isNamed = (product: ProductListItem, code: string): boolean =>
  product.barcode === code || product.sku.toLowerCase() === code.toLowerCase();

const choice = (product: ProductListItem) => (
  <ListBoxItem id={product.id} textValue={product.name} className="option">
    <span className="option__label two-lines">
      <Text slot="label">{product.name}</Text>
      <Text slot="description" className="small muted mono">
        {product.sku}
      </Text>
    </span>
    <span className="option__note">{formatQuantity(product.available)} available</span>
  </ListBoxItem>
);
