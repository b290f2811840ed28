import type { Transfer } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { FileX, PackageCheck, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { STOCK_ROOTS } from '../../api/keys.ts';
import { refusalOf } from '../../api/refusals.ts';
import { transferQuery } from '../../api/stock-queries.ts';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { useCan, useFormat } from '../../app/identity.ts';
import { formatQuantity } from '../../format/number.ts';
import { useWarehouseName } from '../../parts/working-warehouse.tsx';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { Problem } from '../../ui/form.tsx';
import { Card, Facts, Page } from '../../ui/page.tsx';
import { Empty, LoadProblem, Notice, Skeleton } from '../../ui/states.tsx';
import { Arrival } from './arrival.tsx';
import { TransferHistory } from './history.tsx';
import { TransferLinesTable } from './lines-table.tsx';
import { TransferStatus, transferName } from './status.tsx';

const route = getRouteApi('/app/stock/transfers/$transferId');
const BACK = { to: '/stock/transfers', label: 'Transfers' } as const;

/** One transfer: what left, what arrived, what is missing, and who did it. */
export function TransferPage() {
  const { transferId } = route.useParams();
  const query = useQuery(transferQuery(transferId));
  if (query.data !== undefined) return <Detail transfer={query.data} />;
  const code = refusalOf(query.error)?.code;
  const isGone = code === 'NOT_FOUND' || code === 'VALIDATION_FAILED';
  return (
    <Page title={isGone ? 'Not found' : 'Transfer'} back={BACK}>
      <Card>
        {isGone ? (
          <Empty icon={FileX} title="There is no such transfer">
            It may belong to another company, or the link is not complete.
          </Empty>
        ) : query.isError ? (
          <LoadProblem
            error={query.error}
            onRetry={() => void query.refetch()}
            isRetrying={query.isFetching}
          />
        ) : (
          <Skeleton lines={6} />
        )}
      </Card>
    </Page>
  );
}

function Detail({ transfer }: { transfer: Transfer }) {
  const nameOf = useWarehouseName();
  const mayMove = useCan()('stock:write');
  const [receiving, setReceiving] = useState(false);
  const isOpen = mayMove && transfer.status === 'in_transit';
  const hasArrived = transfer.lines.some(({ quantityReceived }) => quantityReceived > 0);
  return (
    <Page
      title={`${nameOf(transfer.fromWarehouseId)} → ${nameOf(transfer.toWarehouseId)}`}
      beside={<TransferStatus status={transfer.status} />}
      subtitle={<span className="mono">{transferName(transfer.id)}</span>}
      back={BACK}
      actions={
        isOpen &&
        !receiving && (
          <>
            {!hasArrived && <CancelTransfer transfer={transfer} />}
            <Button look="primary" icon={PackageCheck} onPress={() => setReceiving(true)}>
              Receive
            </Button>
          </>
        )
      }
    >
      {isOpen && receiving ? (
        <Arrival transfer={transfer} onClose={() => setReceiving(false)} />
      ) : (
        <div className="columns">
          <div>
            <Card title="Lines" flush>
              <TransferLinesTable transfer={transfer} />
            </Card>
          </div>
          <div>
            <TransferFacts transfer={transfer} />
            <TransferHistory transferId={transfer.id} />
          </div>
        </div>
      )}
    </Page>
  );
}

function TransferFacts({ transfer }: { transfer: Transfer }) {
  const format = useFormat();
  const sum = (of: (line: Transfer['lines'][number]) => number) =>
    formatQuantity(transfer.lines.reduce((total, line) => total + of(line), 0));
  const inTransit = ({ quantity, quantityReceived, quantityMissing }: Transfer['lines'][number]) =>
    transfer.status === 'in_transit' ? Math.max(0, quantity - quantityReceived - quantityMissing) : 0;
  const surplus = transfer.lines.some(({ quantity, quantityReceived }) => quantityReceived > quantity);
  const isMissing = transfer.lines.some(({ quantityMissing }) => quantityMissing > 0);
  return (
    <Card title="Details">
      <div className="stack">
        {(isMissing || surplus) && transfer.status === 'received' && (
          <Notice tone="warn">What arrived is not what left. The lines say where.</Notice>
        )}
        <Facts
          facts={[
            { name: 'Units sent', value: sum(({ quantity }) => quantity) },
            { name: 'Received', value: sum(({ quantityReceived }) => quantityReceived) },
            { name: 'On its way', value: sum(inTransit) },
            ...(isMissing ? [{ name: 'Missing', value: sum(({ quantityMissing }) => quantityMissing) }] : []),
            { name: 'Sent off', value: format.instant(transfer.shippedAt) },
            ...(transfer.closedAt === null
              ? []
              : [
                  {
                    name: transfer.status === 'cancelled' ? 'Taken back' : 'Closed',
                    value: format.instant(transfer.closedAt),
                  },
                ]),
          ]}
        />
        {transfer.notes !== null && <p className="soft prewrap">{transfer.notes}</p>}
      </div>
    </Card>
  );
}

function CancelTransfer({ transfer }: { transfer: Transfer }) {
  const nameOf = useWarehouseName();
  const [asking, setAsking] = useState(false);
  const cancel = useWrite({
    write: (input: { transferId: string; expectedVersion: number }, key) =>
      stockflow.transfers.cancel({ ...input, ...key }),
    refreshes: ['transfers', ...STOCK_ROOTS],
    onDone: () => setAsking(false),
  });
  return (
    <>
      <Button icon={Undo2} onPress={() => setAsking(true)}>
        Cancel transfer
      </Button>
      <Confirm
        title="Cancel this transfer?"
        action="Cancel the transfer"
        keep="Keep it"
        destructive
        isOpen={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => cancel.mutate({ transferId: transfer.id, expectedVersion: transfer.version })}
        isPending={cancel.isPending}
        problem={<Problem error={cancel.error} />}
      >
        The goods are back in {nameOf(transfer.fromWarehouseId)} at once, as if they had never left.
      </Confirm>
    </>
  );
}
