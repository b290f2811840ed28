import type { StockLevelListItem } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { Truck } from 'lucide-react';
import { levelsInQuery } from '../../api/stock-queries.ts';
import { formatQuantity } from '../../format/number.ts';
import { LineRows } from '../../parts/scan/line-rows.tsx';
import { type ScanLine, withChanged, withScanned } from '../../parts/scan/lines.ts';
import { type Said, ScanBox } from '../../parts/scan/scan-box.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import type { TransferDraft } from './draft.ts';

interface Shortage {
  productId: string;
  requested: number;
  available: number;
}

/** What is to travel, and what is there of it. */
export function TransferLines({
  draft,
  change,
  shortages,
}: {
  draft: TransferDraft;
  change: (by: (now: TransferDraft) => TransferDraft) => void;
  shortages: readonly Shortage[];
}) {
  const { data: levels } = useQuery(
    levelsInQuery(
      draft.fromId,
      draft.lines.map(({ productId }) => productId),
    ),
  );
  const take: React.ComponentProps<typeof ScanBox>['onProduct'] = (product, times): Said => {
    if (product.isBundle) {
      return { words: `${product.name} is a bundle: send what it is made of.`, isGood: false };
    }
    change((now) => ({ ...now, lines: withScanned(now.lines, product, times) }));
    return { words: `+${times} ${product.name}`, isGood: true };
  };
  const setQuantity = (productId: string, quantity: number | null) =>
    change((now) => ({ ...now, lines: withChanged(now.lines, productId, { quantity }) }));
  const remove = (line: ScanLine) =>
    change((now) => ({ ...now, lines: now.lines.filter(({ productId }) => productId !== line.productId) }));
  return (
    <Card title="What goes" flush>
      <div className="card__content">
        <ScanBox
          label="Scan or find a product"
          onProduct={take}
          codes={draft.codes}
          onCodes={(by) => change((now) => ({ ...now, codes: by(now.codes) }))}
        />
      </div>
      {draft.lines.length === 0 ? (
        <Empty icon={Truck} title="Nothing scanned yet">
          Scan what goes onto the truck: each scan adds one.
        </Empty>
      ) : (
        <LineRows
          label="Lines of the transfer"
          lines={draft.lines}
          nameOf={(index) => `lines.${index}.quantity`}
          onQuantity={setQuantity}
          onRemove={remove}
          note={(line) => (
            <Available
              line={line}
              known={levels !== undefined}
              level={levels?.get(line.productId)}
              shortage={shortages.find(({ productId }) => productId === line.productId)}
              onUse={(quantity) => (quantity === 0 ? remove(line) : setQuantity(line.productId, quantity))}
            />
          )}
        />
      )}
    </Card>
  );
}

/** What is there, and where that is too little, one press to take what there is. */
function Available({
  line,
  known,
  level,
  shortage,
  onUse,
}: {
  line: ScanLine;
  known: boolean;
  level: StockLevelListItem | undefined;
  shortage: Shortage | undefined;
  onUse: (quantity: number) => void;
}) {
  const available = level?.available ?? (known ? 0 : shortage?.available);
  if (available === undefined) return null;
  const isShort = (line.quantity ?? 0) > available;
  if (!isShort) {
    return (
      <span className="line-note">
        <small className="muted">{formatQuantity(available)} available</small>
      </span>
    );
  }
  return (
    <span className="line-note">
      <small className="danger-text">
        {available <= 0 ? 'none available here' : `only ${formatQuantity(available)} available`}
      </small>
      <Button small onPress={() => onUse(Math.max(0, available))}>
        {available <= 0 ? 'Leave it out' : `Take ${formatQuantity(available)}`}
      </Button>
    </span>
  );
}
