import type { ProductListItem } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useState } from 'react';
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

/** Finds a product by name, SKU or barcode while one types. Enter takes the first: so a scanner picks too. */
export function ProductPicker({ label, name, onPick, keeps = false, autoFocus = false }: ProductPickerProps) {
  const [typed, setTyped] = useState('');
  const search = useDebounced(typed.trim(), 150);
  const { data, isFetching } = useQuery(productChoicesQuery(search));
  const found = data?.items ?? [];
  const pick = (id: unknown) => {
    const product = found.find((item) => item.id === id);
    if (product === undefined) return;
    setTyped(keeps ? product.name : '');
    onPick(product);
  };
  return (
    <ComboBox
      name={name}
      className="field"
      items={found}
      inputValue={typed}
      onInputChange={setTyped}
      value={null}
      onChange={pick}
      allowsEmptyCollection
      menuTrigger="focus"
      autoFocus={autoFocus}
      defaultFilter={() => true}
    >
      <Label className="field__label">{label}</Label>
      <div className="combo">
        <Search size={16} aria-hidden />
        <Input className="input" placeholder="Name, SKU or barcode" maxLength={100} />
      </div>
      <FieldError className="field__error" />
      <Popover className="popover popover--list" offset={4}>
        <ListBox
          className="option-list"
          renderEmptyState={() => (
            <p className="option-list__empty">{isFetching ? 'Searching…' : 'No product found.'}</p>
          )}
        >
          {(product: ProductListItem) => (
            <ListBoxItem id={product.id} textValue={product.name} className="option">
              <span className="option__label two-lines">
                <Text slot="label">{product.name}</Text>
                <Text slot="description" className="small muted mono">
                  {product.sku}
                </Text>
              </span>
              <span className="option__note">{formatQuantity(product.available)} available</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
