import type { Count } from '@stockflow/sdk';
import { useState } from 'react';
import { formatQuantity, units } from '../../format/number.ts';
import { useOutbox } from '../../parts/outbox/outbox-room.tsx';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/states.tsx';
import { countWords } from './status.tsx';
import type { Tally } from './use-tally.ts';

/** Numbers that came too late: the count was closed before they arrived. They are shown until somebody has seen them. */
export function Stranded({ count, tally }: { count: Count; tally: Tally }) {
  const { outbox } = useOutbox();
  const [asking, setAsking] = useState(false);
  const late = tally.lines.filter(({ state }) => state === 'refused' || state === 'unsent');
  const refused = tally.parcels.filter(({ refusal }) => refusal !== null);
  if (count.status === 'open' || refused.length === 0) return null;
  const forget = () => {
    for (const { key } of refused) outbox.drop(key);
    setAsking(false);
  };
  return (
    <Notice
      tone="warn"
      title={`The count was ${countWords(count.status).toLowerCase()} before ${units(refused.length, 'number')} of yours arrived`}
    >
      <ul>
        {late.map(({ productId, name, sku, quantity }) => (
          <li key={productId}>
            {name} <span className="mono">{sku}</span>: {formatQuantity(quantity ?? 0)}
          </li>
        ))}
      </ul>
      <p>They are not in the books. Adjust these products, or count them anew.</p>
      <div className="row">
        <Button onPress={() => setAsking(true)}>Forget them</Button>
      </div>
      <Confirm
        title="Forget these numbers?"
        action="Forget them"
        keep="Keep them"
        destructive
        isOpen={asking}
        onClose={() => setAsking(false)}
        onConfirm={forget}
        isPending={false}
      >
        They stand nowhere else.
      </Confirm>
    </Notice>
  );
}
