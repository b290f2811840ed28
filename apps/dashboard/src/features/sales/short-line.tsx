import type { Availability } from '@stockflow/sdk';
import { formatQuantity } from '../../format/number.ts';
import { Button } from '../../ui/button.tsx';
import type { DraftLine } from './draft-lines.ts';

type Places = Availability['items'][number]['warehouses'];

/**
 * A line that asks for more than there is: said before the server refuses it, and again after it has (it may know better),
 * with what mends it in one press: fewer, or another warehouse that has enough.
 */
export function ShortLine({
  line,
  places,
  nameOf,
  onChange,
  onRemove,
}: {
  line: DraftLine;
  places: Places;
  nameOf: (warehouseId: string) => string;
  onChange: (fields: Partial<DraftLine>) => void;
  onRemove: () => void;
}) {
  const { quantity, warehouseId, product } = line;
  if (warehouseId === null) return null;
  const available = Math.max(0, places.find((place) => place.warehouseId === warehouseId)?.available ?? 0);
  // It stands there before it is needed: a row that came with the last digit would move the button under the thumb.
  if (quantity === null || quantity <= available) {
    return (
      <p className="sale-line__short muted">
        {formatQuantity(available)} available in {nameOf(warehouseId)}
      </p>
    );
  }
  const others = places.filter((place) => place.warehouseId !== warehouseId && place.available >= quantity);
  return (
    <fieldset className="sale-line__short" aria-label={`${product.name} is short`}>
      <span className="danger-text">
        {available === 0 ? 'None' : `Only ${formatQuantity(available)}`} available in {nameOf(warehouseId)}
      </span>
      {available > 0 ? (
        <Button small onPress={() => onChange({ quantity: available })}>
          Reduce to {formatQuantity(available)}
        </Button>
      ) : (
        <Button small onPress={onRemove}>
          Leave it out
        </Button>
      )}
      {others.map((place) => (
        <Button small key={place.warehouseId} onPress={() => onChange({ warehouseId: place.warehouseId })}>
          Take from {nameOf(place.warehouseId)} ({formatQuantity(place.available)})
        </Button>
      ))}
    </fieldset>
  );
}
