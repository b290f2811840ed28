import { CircleHelp, CloudOff } from 'lucide-react';
import { useState } from 'react';
import { useCan } from '../../app/identity.ts';
import { formatQuantity } from '../../format/number.ts';
import { Button } from '../../ui/button.tsx';
import type { OpenCode } from './codes.ts';
import type { ScannedProduct } from './find-code.ts';
import { NewProductDialog } from './new-product-dialog.tsx';
import { PickDialog } from './pick-dialog.tsx';

interface OpenCodesProps {
  codes: readonly OpenCode[];
  onPick: (product: ScannedProduct, code: OpenCode) => void;
  onDrop: (code: string) => void;
  onRetry: () => void;
}

/** Scanned codes that name no product: each says why, and what can be done. */
export function OpenCodes({ codes, onPick, onDrop, onRetry }: OpenCodesProps) {
  const can = useCan();
  const [asking, setAsking] = useState<{ kind: 'pick' | 'create'; open: OpenCode } | null>(null);
  const done = (product: ScannedProduct) => {
    if (asking !== null) onPick(product, asking.open);
    setAsking(null);
  };
  if (codes.length === 0) return null;
  return (
    <ul className="open-codes">
      {codes.map((open) => (
        <li key={open.code} className="open-code">
          {open.isWaiting ? <CloudOff size={18} aria-hidden /> : <CircleHelp size={18} aria-hidden />}
          <p className="grow">
            <span className="mono strong">{open.code}</span>
            {open.times > 1 && ` × ${formatQuantity(open.times)}`}
            <br />
            <small className="soft">
              {open.isWaiting ? 'Not looked up yet: no network.' : 'No product has this code.'}
            </small>
          </p>
          <div className="open-code__acts">
            {open.isWaiting && <Button onPress={onRetry}>Look up</Button>}
            <Button onPress={() => setAsking({ kind: 'pick', open })}>Pick product</Button>
            {!open.isWaiting && can('catalogue:write') && (
              <Button onPress={() => setAsking({ kind: 'create', open })}>Create product</Button>
            )}
            <Button look="quiet" aria-label={`Leave out ${open.code}`} onPress={() => onDrop(open.code)}>
              Leave out
            </Button>
          </div>
        </li>
      ))}
      {asking?.kind === 'pick' && (
        <PickDialog code={asking.open.code} onPick={done} onClose={() => setAsking(null)} />
      )}
      {asking?.kind === 'create' && (
        <NewProductDialog code={asking.open.code} onDone={done} onClose={() => setAsking(null)} />
      )}
    </ul>
  );
}
