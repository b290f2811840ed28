import type { Count } from '@stockflow/sdk';
import { useCallback, useState } from 'react';
import { useKept } from '../../app/kept.ts';
import { type OpenCode, readCodes } from '../../parts/scan/codes.ts';
import { isNamedBy, type ScannedProduct } from '../../parts/scan/find-code.ts';
import { type Said, ScanBox } from '../../parts/scan/scan-box.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { CurrentProduct } from './current.tsx';
import { CountLines } from './lines.tsx';
import type { TallyLine } from './tally.ts';
import type { Tally } from './use-tally.ts';

const NO_CODES: OpenCode[] = [];

const asProduct = ({ productId, sku, name, barcode }: TallyLine): ScannedProduct => ({
  id: productId,
  sku,
  name,
  barcode,
  isBundle: false,
});

/** Counting: scan, see the number, go on. Each scan of a product adds one to what was counted of it. */
export function CountRoom({
  count,
  tally,
  productId,
  onProduct,
  early,
}: {
  count: Count;
  tally: Tally;
  /** Codes that were scanned while the lines were loading. */
  early: readonly string[];
  productId: string | null;
  onProduct: (productId: string) => void;
}) {
  const [codes, changeCodes] = useKept(`count.${count.id}.codes`, NO_CODES, readCodes);
  const [found, setFound] = useState<{ product: ScannedProduct; times: number } | null>(null);
  const current = tally.lines.find((line) => line.productId === productId);
  const take = (product: ScannedProduct, times: number): Said => {
    if (product.isBundle) {
      return { words: `${product.name} is a bundle: count what it is made of.`, isGood: false };
    }
    const line = tally.lines.find((entry) => entry.productId === product.id);
    if (line === undefined) {
      setFound({ product, times });
      return { words: `${product.name} is not in this count.`, isGood: false };
    }
    onProduct(product.id);
    if (line.state === 'refused') {
      return { words: `${product.name}: say first which number holds.`, isGood: false };
    }
    const quantity = (line.quantity ?? 0) + times;
    tally.record(line, quantity);
    return { words: `${product.name}: ${quantity}`, isGood: true };
  };
  const findHere = useCallback(
    (code: string) => {
      const named = tally.lines.filter((line) => isNamedBy(line, code));
      const [only] = named;
      return named.length === 1 && only !== undefined ? asProduct(only) : null;
    },
    [tally.lines],
  );
  const takeIn = () => {
    if (found === null) return;
    const { id, sku, name } = found.product;
    tally.record({ productId: id, sku, name, rounds: 0 }, found.times);
    onProduct(id);
    setFound(null);
  };
  return (
    <div className="columns">
      <div>
        <ScanBox
          label="Scan or find a product"
          onProduct={take}
          findHere={findHere}
          early={early}
          codes={codes}
          onCodes={changeCodes}
        />
        {current !== undefined && <CurrentProduct key={current.productId} line={current} tally={tally} />}
      </div>
      <div>
        <CountLines lines={tally.lines} currentId={productId} onPick={onProduct} />
      </div>
      <Confirm
        title="Found on the shelf?"
        action="Take it in"
        keep="Leave it out"
        isOpen={found !== null}
        onClose={() => setFound(null)}
        onConfirm={takeIn}
        isPending={false}
      >
        <strong>{found?.product.name}</strong> <span className="mono">{found?.product.sku}</span> is not part
        of this count. Taken in, it is counted as {found?.times ?? 1}.
      </Confirm>
    </div>
  );
}
