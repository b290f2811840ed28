import type { StockLevelListItem } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useEffect } from 'react';
import { productLevelsQuery } from '../../api/queries.ts';
import { useFormat } from '../../app/identity.ts';
import { formatQuantity } from '../../format/number.ts';
import { ProductPicker } from '../../parts/product-picker.tsx';
import { IconButton } from '../../ui/button.tsx';
import { QuantityField, TextField } from '../../ui/field.tsx';
import { SelectField } from '../../ui/select.tsx';
import { type DraftLine, lineTotal, saleTotal, withProduct } from './draft-lines.ts';

/** The lines of a sale that is being written, and the field that adds one. */
export function DraftLines({
  lines,
  onChange,
}: {
  lines: DraftLine[];
  onChange: (change: (lines: DraftLine[]) => DraftLine[]) => void;
}) {
  const { money } = useFormat();
  const changeLine = (index: number) => (fields: Partial<DraftLine>) =>
    onChange((now) => now.map((line, at) => (at === index ? { ...line, ...fields } : line)));
  return (
    <>
      <div className="sale-lines">
        {lines.map((line, index) => (
          <LineEditor
            key={line.product.id}
            index={index}
            line={line}
            onChange={changeLine(index)}
            onRemove={() => onChange((now) => now.filter((_, at) => at !== index))}
          />
        ))}
      </div>
      <div className="card__content">
        <ProductPicker
          label={lines.length === 0 ? 'Find a product' : 'Add another product'}
          name="product"
          autoFocus
          onPick={(product) => onChange((now) => withProduct(now, product))}
        />
      </div>
      {lines.length > 0 && (
        <p className="total-line total-line--ruled">
          <span>Total</span>
          <span className="num">{money(saleTotal(lines))}</span>
        </p>
      )}
    </>
  );
}

interface LineEditorProps {
  index: number;
  line: DraftLine;
  onChange: (fields: Partial<DraftLine>) => void;
  onRemove: () => void;
}

function LineEditor({ index, line, onChange, onRemove }: LineEditorProps) {
  const { money, currency } = useFormat();
  const { data } = useQuery(productLevelsQuery(line.product.id));
  const levels = data?.items ?? [];
  useFullestWarehouse(levels, line.warehouseId, (warehouseId) => onChange({ warehouseId }));
  const total = lineTotal(line);
  const name = line.product.name;
  return (
    <div className="sale-line">
      <span className="two-lines sale-line__name">
        <span className="strong">{name}</span>
        <small className="mono">{line.product.sku}</small>
      </span>
      <SelectField
        label={`Warehouse of ${name}`}
        hideLabel
        className="sale-line__from"
        name={`lines.${index}.warehouseId`}
        placeholder={
          data === undefined ? 'Looking…' : levels.length === 0 ? 'Not in stock anywhere' : 'Choose…'
        }
        options={levels.map(levelOption)}
        value={line.warehouseId}
        onChange={(warehouseId) => onChange({ warehouseId })}
      />
      <QuantityField
        label={`Quantity of ${name}`}
        hideLabel
        className="sale-line__many"
        name={`lines.${index}.quantity`}
        isRequired
        minValue={1}
        value={line.quantity}
        onChange={(quantity) => onChange({ quantity })}
      />
      <TextField
        label={`Price of one ${name}`}
        hideLabel
        className="sale-line__price"
        name={`lines.${index}.unitPrice`}
        inputMode="decimal"
        prefix={currency}
        isRequired
        value={line.unitPrice}
        onChange={(unitPrice) => onChange({ unitPrice })}
      />
      <span className="sale-line__total">
        {total === null ? '–' : money(total)}
        <Shortness line={line} levels={levels} />
      </span>
      <span className="sale-line__remove">
        <IconButton icon={Trash2} label={`Remove ${name}`} onPress={onRemove} />
      </span>
    </div>
  );
}

const levelOption = (level: StockLevelListItem) => ({
  id: level.warehouseId,
  label: level.warehouseName,
  note: `${formatQuantity(level.available)} available`,
});

/** Where most of it is, until the person chooses. */
function useFullestWarehouse(
  levels: readonly StockLevelListItem[],
  chosen: string | null,
  choose: (warehouseId: string) => void,
): void {
  useEffect(() => {
    if (chosen !== null || levels.length === 0) return;
    const fullest = levels.reduce((best, level) => (level.available > best.available ? level : best));
    choose(fullest.warehouseId);
  });
}

/** Said before the server refuses it; it may know better by then. */
function Shortness({ line, levels }: { line: DraftLine; levels: readonly StockLevelListItem[] }) {
  const level = levels.find((entry) => entry.warehouseId === line.warehouseId);
  if (level === undefined || line.quantity === null || line.quantity <= level.available) return null;
  return <small className="danger-text">only {formatQuantity(level.available)} there</small>;
}
