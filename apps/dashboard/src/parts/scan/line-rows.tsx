import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../../ui/button.tsx';
import { Stepper } from '../stepper.tsx';
import type { ScanLine } from './lines.ts';

interface LineRowsProps {
  label: string;
  lines: readonly ScanLine[];
  onQuantity: (productId: string, quantity: number | null) => void;
  onRemove: (line: ScanLine) => void;
  /** The field of the quantity in the call, by index. */
  nameOf: (index: number) => string;
  /** What stands below a line's name. */
  note?: (line: ScanLine, index: number) => ReactNode;
  /** A further field of the line. */
  extra?: (line: ScanLine, index: number) => ReactNode;
}

/** Lines that were scanned, each with its quantity between two buttons. */
export function LineRows({ label, lines, onQuantity, onRemove, nameOf, note, extra }: LineRowsProps) {
  return (
    <ul className="scan-lines" aria-label={label}>
      {lines.map((line, index) => (
        <li key={line.productId} className="scan-line" data-sku={line.sku}>
          <span className="scan-line__name two-lines">
            <span className="strong">{line.name}</span>
            <small className="mono">{line.sku}</small>
            {note?.(line, index)}
          </span>
          {extra !== undefined && <span className="scan-line__extra">{extra(line, index)}</span>}
          <span className="scan-line__many">
            <Stepper
              label={`Quantity of ${line.name}`}
              name={nameOf(index)}
              minValue={1}
              value={line.quantity}
              onChange={(quantity) => onQuantity(line.productId, quantity)}
            />
          </span>
          <span className="scan-line__remove">
            <IconButton icon={Trash2} label={`Remove ${line.name}`} onPress={() => onRemove(line)} />
          </span>
        </li>
      ))}
    </ul>
  );
}
