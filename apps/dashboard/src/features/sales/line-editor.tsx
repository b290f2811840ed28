import type { Availability } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useEffect } from 'react';
import { availabilityQuery } from '../../api/stock-queries.ts';
import { useFormat } from '../../app/identity.ts';
import { formatQuantity } from '../../format/number.ts';
import { type Said, ScanBox } from '../../parts/scan/scan-box.tsx';
import { useWarehouseName } from '../../parts/working-warehouse.tsx';
import { IconButton } from '../../ui/button.tsx';
import { QuantityField, TextField } from '../../ui/field.tsx';
import { SelectField } from '../../ui/select.tsx';
import type { SaleDraft } from './draft.ts';
import { type DraftLine, lineTotal, saleTotal, withProduct } from './draft-lines.ts';
import { ShortLine } from './short-line.tsx';

type Places = Availability['items'][number]['warehouses'];

/** The lines of a sale that is being written, and the field that adds one. */
export function DraftLines({
  draft,
  change,
}: {
  draft: SaleDraft;
  change: (by: (now: SaleDraft) => SaleDraft) => void;
}) {
  const { money } = useFormat();
  const { lines } = draft;
  const changeLines = (by: (lines: DraftLine[]) => DraftLine[]) =>
    change((now) => ({ ...now, lines: by(now.lines) }));
  const changeLine = (productId: string) => (fields: Partial<DraftLine>) =>
    changeLines((now) => now.map((line) => (line.product.id === productId ? { ...line, ...fields } : line)));
  const take: React.ComponentProps<typeof ScanBox>['onProduct'] = (product, times): Said => {
    changeLines((now) => withProduct(now, product, times));
    return { words: `+${times} ${product.name}`, isGood: true };
  };
  return (
    <>
      <div className="sale-lines">
        {lines.map((line, index) => (
          <LineEditor
            key={line.product.id}
            index={index}
            line={line}
            onChange={changeLine(line.product.id)}
            onRemove={() => changeLines((now) => now.filter((other) => other.product.id !== line.product.id))}
          />
        ))}
      </div>
      <div className="card__content">
        <ScanBox
          label={lines.length === 0 ? 'Find or scan a product' : 'Add another product'}
          onProduct={take}
          codes={draft.codes}
          onCodes={(by) => change((now) => ({ ...now, codes: by(now.codes) }))}
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
  const nameOf = useWarehouseName();
  const { data: places } = useQuery(availabilityQuery(line.product.id));
  useFullestWarehouse(places, line.warehouseId, (warehouseId) => onChange({ warehouseId }));
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
          places === undefined ? 'Looking…' : places.length === 0 ? 'Not in stock anywhere' : 'Choose…'
        }
        options={(places ?? []).map(({ warehouseId, available }) => ({
          id: warehouseId,
          label: nameOf(warehouseId),
          note: `${formatQuantity(available)} available`,
        }))}
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
      <span className="sale-line__total">{total === null ? '–' : money(total)}</span>
      <span className="sale-line__remove">
        <IconButton icon={Trash2} label={`Remove ${name}`} onPress={onRemove} />
      </span>
      {places !== undefined && (
        <ShortLine line={line} places={places} nameOf={nameOf} onChange={onChange} onRemove={onRemove} />
      )}
    </div>
  );
}

/** Where most of it is, until the person chooses. */
function useFullestWarehouse(
  places: Places | undefined,
  chosen: string | null,
  choose: (warehouseId: string) => void,
): void {
  useEffect(() => {
    const [first, ...rest] = places ?? [];
    if (chosen !== null || first === undefined) return;
    choose(
      rest.reduce((best, place) => (place.available > best.available ? place : best), first).warehouseId,
    );
  });
}
