import type { Sale } from '@stockflow/sdk';
import { Check, PackageCheck, Split, Undo2, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { refusalOf } from '../../api/refusals.ts';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { useCan } from '../../app/identity.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { Problem } from '../../ui/form.tsx';
import { Notice } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { PartDialog } from './part-dialog.tsx';
import { ReturnDialog, returnableOf } from './return-dialog.tsx';
import { SALE_ROOTS } from './roots.ts';
import { explainShortages } from './shortages.tsx';
import { saleName, statusWords } from './status.tsx';

type Act = 'confirm' | 'complete' | 'cancel';

const DONE: Record<Act, string> = { confirm: 'confirmed', complete: 'completed', cancel: 'cancelled' };

/** What can be done with a sale in its present state, for those who may; and what was refused. */
export function SaleActs({
  sale,
  children,
}: {
  sale: Sale;
  children: (parts: { actions: ReactNode; problem: ReactNode }) => ReactNode;
}) {
  const can = useCan();
  const [asking, setAsking] = useState(false);
  const [dialog, setDialog] = useState<'part' | 'return' | null>(null);
  const act = useWrite({
    write: ({ kind, ...target }: { kind: Act; saleId: string; expectedVersion: number }, key) =>
      stockflow.sales[kind]({ ...target, ...key }),
    refreshes: SALE_ROOTS,
    onDone: (_, { kind }) => {
      setAsking(false);
      toast(`Sale ${saleName(sale)} is ${DONE[kind]}.`);
    },
  });
  const run = (kind: Act) => act.mutate({ kind, saleId: sale.id, expectedVersion: sale.version });
  const pending = act.isPending ? act.variables.kind : null;
  const isOpen = sale.status === 'draft' || sale.status === 'confirmed';
  const canReturn = sale.lines.some((line) => returnableOf(line) > 0);
  const actions = can('sales:write') && (isOpen || canReturn) && (
    <>
      {isOpen && !canReturn && (
        <Button icon={X} onPress={() => setAsking(true)} isDisabled={act.isPending}>
          Cancel sale
        </Button>
      )}
      {canReturn && (
        <Button icon={Undo2} onPress={() => setDialog('return')} isDisabled={act.isPending}>
          Return
        </Button>
      )}
      {sale.status === 'confirmed' && (
        <Button icon={Split} onPress={() => setDialog('part')} isDisabled={act.isPending}>
          Ship a part
        </Button>
      )}
      {dialog === 'part' && <PartDialog sale={sale} onClose={() => setDialog(null)} />}
      {dialog === 'return' && <ReturnDialog sale={sale} onClose={() => setDialog(null)} />}
      {!isOpen ? null : sale.status === 'draft' ? (
        <Button look="primary" icon={Check} onPress={() => run('confirm')} isPending={pending === 'confirm'}>
          Confirm
        </Button>
      ) : (
        <Button
          look="primary"
          icon={PackageCheck}
          onPress={() => run('complete')}
          isPending={pending === 'complete'}
        >
          Complete
        </Button>
      )}
      <Confirm
        title={`Cancel sale ${saleName(sale)}?`}
        action="Cancel the sale"
        keep="Keep it"
        destructive
        isOpen={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => run('cancel')}
        isPending={pending === 'cancel'}
        problem={asking && explain(act.error, sale)}
      >
        {sale.status === 'confirmed' ? 'What it holds is free for others again. ' : ''}A cancelled sale stays
        in the list and cannot be opened again.
      </Confirm>
    </>
  );
  return children({ actions, problem: asking ? null : explain(act.error, sale) });
}

const explain = (error: unknown, sale: Sale): ReactNode => {
  const short = explainShortages(error, sale.lines);
  if (short !== null) return <Notice tone="danger">{short}</Notice>;
  const refusal = refusalOf(error);
  if (refusal?.code === 'STATE_CONFLICT') {
    return (
      <Notice tone="danger">
        The sale is {statusWords(refusal.details.state).toLowerCase()} by now. Load it again.
      </Notice>
    );
  }
  if (refusal?.code === 'VERSION_CONFLICT') {
    return (
      <Notice tone="danger">Somebody changed this sale in between. Look at it again before you go on.</Notice>
    );
  }
  return <Problem error={error} />;
};
