import type { Count, PostCountInput, RecountInput } from '@stockflow/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { BookCheck, RotateCcw, X } from 'lucide-react';
import { useState } from 'react';
import { refresh, STOCK_ROOTS } from '../../api/keys.ts';
import { refusalOf } from '../../api/refusals.ts';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { formatQuantity, units } from '../../format/number.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { Problem } from '../../ui/form.tsx';
import { Notice } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import type { Tally } from './use-tally.ts';

/** Has products counted once more: their numbers are taken back. */
export function RecountButton({
  count,
  productIds,
  of,
}: {
  count: Count;
  /** Without: all that differ. */
  productIds?: string[];
  of: string;
}) {
  const recount = useWrite({
    write: (input: RecountInput, key) => stockflow.counts.recount({ ...input, ...key }),
    refreshes: ['counts'],
    onDone: () => toast(`${of}: to be counted once more.`),
  });
  return (
    <Button
      icon={RotateCcw}
      aria-label={`${productIds === undefined ? 'Count all again' : 'Count again'}: ${of}`}
      isPending={recount.isPending}
      onPress={() => recount.mutate({ countId: count.id, ...(productIds !== undefined && { productIds }) })}
    >
      {recount.isError ? 'Try again' : productIds === undefined ? 'Count all again' : 'Count again'}
    </Button>
  );
}

/** How a count ends: its differences go into the books, or nothing does. */
export function CountActs({
  count,
  tally,
  differences,
}: {
  count: Count;
  tally: Tally;
  differences: number;
}) {
  const [asking, setAsking] = useState<'post' | 'cancel' | null>(null);
  const client = useQueryClient();
  const again = { onError: () => void refresh(client, ['counts']) };
  const cancel = useWrite({
    write: (input: { countId: string }, key) => stockflow.counts.cancel({ ...input, ...key }),
    refreshes: ['counts'],
    onDone: () => setAsking(null),
  });
  const post = useWrite({
    write: (input: PostCountInput, key) => stockflow.counts.post({ ...input, ...key }),
    refreshes: ['counts', ...STOCK_ROOTS],
    onDone: ({ count: posted }) => {
      setAsking(null);
      toast(`Posted: ${units(posted.differenceCount ?? 0, 'difference')}.`);
    },
  });
  const uncounted = count.lineCount - count.countedCount;
  return (
    <>
      {tally.unsent > 0 && (
        <Notice tone="warn">
          {units(tally.unsent, 'number')} of this device {tally.unsent === 1 ? 'is' : 'are'} not sent yet.
          Post once they are.
        </Notice>
      )}
      <div className="aisle__bar">
        <Button icon={X} onPress={() => setAsking('cancel')}>
          Cancel count
        </Button>
        {differences > 0 && <RecountButton count={count} of="all that differ" />}
        <Button
          look="primary"
          icon={BookCheck}
          isDisabled={tally.unsent > 0 || count.countedCount === 0}
          onPress={() => setAsking('post')}
        >
          Post count
        </Button>
      </div>
      <Confirm
        title="Post this count?"
        action="Post"
        isOpen={asking === 'post'}
        onClose={() => setAsking(null)}
        onConfirm={() =>
          post.mutate(
            {
              countId: count.id,
              expectedVersion: count.version,
              uncounted: uncounted > 0 ? 'skip' : 'refuse',
            },
            again,
          )
        }
        isPending={post.isPending}
        problem={<PostProblem error={post.error} tally={tally} />}
      >
        <p>
          {count.blind
            ? 'The books go to what was counted.'
            : `${units(differences, 'difference')} go into the books.`}{' '}
          Each as a change of what is there now: what was sold since the counting stays sold.
        </p>
        {uncounted > 0 && (
          <p className="warn-text">
            {units(uncounted, 'product')} {uncounted === 1 ? 'was' : 'were'} not counted and{' '}
            {uncounted === 1 ? 'stays as it is' : 'stay as they are'}.
          </p>
        )}
      </Confirm>
      <Confirm
        title="Cancel this count?"
        action="Cancel the count"
        keep="Keep counting"
        destructive
        isOpen={asking === 'cancel'}
        onClose={() => setAsking(null)}
        onConfirm={() => cancel.mutate({ countId: count.id })}
        isPending={cancel.isPending}
        problem={<Problem error={cancel.error} />}
      >
        Nothing moves, and what was counted so far ({formatQuantity(count.countedCount)}) is of no use any
        more.
      </Confirm>
    </>
  );
}

function PostProblem({ error, tally }: { error: unknown; tally: Tally }) {
  const refusal = refusalOf(error);
  if (refusal?.code === 'VERSION_CONFLICT') {
    return (
      <Notice tone="danger">
        Somebody recorded something in between. The figures are shown anew: look, then post again.
      </Notice>
    );
  }
  if (refusal?.code !== 'INSUFFICIENT_STOCK') return <Problem error={error} />;
  const names = new Map(tally.lines.map((line) => [line.productId, line.name]));
  return (
    <Notice tone="danger" title="More is reserved than was counted, so nothing was posted">
      <ul>
        {refusal.details.shortages.map(({ productId, sku, requested, available }) => (
          <li key={productId}>
            {names.get(productId) ?? sku ?? productId}: {formatQuantity(requested)} would go,{' '}
            {formatQuantity(available)} are free
          </li>
        ))}
      </ul>
      <p>Release their reservations, or cancel their sales, then post again.</p>
    </Notice>
  );
}
