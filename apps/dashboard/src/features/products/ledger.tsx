import type { Movement } from '@stockflow/sdk';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { History } from 'lucide-react';
import { useMemo } from 'react';
import { movementsQuery } from '../../api/queries.ts';
import { warehousesQuery } from '../../api/reference.ts';
import { stockflow } from '../../api/stockflow.ts';
import { useFormat } from '../../app/identity.ts';
import { formatChange, formatQuantity } from '../../format/number.ts';
import { useActorName } from '../../parts/actor-name.ts';
import { ExportButton } from '../../parts/export-button.tsx';
import { warehouseNames } from '../../parts/working-warehouse.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { Empty, LoadProblem, Skeleton } from '../../ui/states.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { movementCsv } from './csv.ts';

const KINDS: Record<string, string> = {
  INITIAL_STOCK: 'First stock',
  RECEIPT: 'Received',
  ADJUSTMENT: 'Adjusted',
  TRANSFER_OUT: 'Transferred out',
  TRANSFER_IN: 'Transferred in',
  RESERVATION: 'Reserved',
  RELEASE: 'Released',
  EXPIRY: 'Hold expired',
  SHIPMENT: 'Shipped',
  SALE: 'Sold',
  RETURN: 'Returned',
  COUNT: 'Counted',
  REPAIR: 'Repaired',
};

/** A kind in words; a newer server may know one that this page does not. */
const kindWords = (kind: string): string => KINDS[kind] ?? kind.toLowerCase().replaceAll('_', ' ');

/** Every movement of the product, newest first. */
export function ProductLedger({ productId }: { productId: string }) {
  const query = useInfiniteQuery(movementsQuery({ productId }));
  const columns = useMovementColumns();
  const movements = query.data?.pages.flatMap((page) => page.items) ?? [];
  const client = useQueryClient();
  const csv = movements.length > 0 && (
    <ExportButton
      small
      name="ledger"
      noun="movement"
      columns={async () => movementCsv(await warehouseNames(client))}
      rows={(signal) => stockflow.inventory.history({ productId, limit: 250 }, { signal })}
    />
  );
  return (
    <Card title="Ledger" flush actions={csv}>
      {query.data === undefined ? (
        query.isError ? (
          <LoadProblem
            error={query.error}
            onRetry={() => void query.refetch()}
            isRetrying={query.isFetching}
          />
        ) : (
          <Skeleton lines={5} />
        )
      ) : movements.length === 0 ? (
        <Empty icon={History} title="Nothing has moved yet" />
      ) : (
        <Table label="Ledger" columns={columns} rows={movements} keyOf={(movement) => movement.id} />
      )}
      {query.hasNextPage && (
        <div className="list-end">
          <Button onPress={() => void query.fetchNextPage()} isPending={query.isFetchingNextPage}>
            Load earlier movements
          </Button>
        </div>
      )}
    </Card>
  );
}

function useMovementColumns(): Column<Movement>[] {
  const format = useFormat();
  const actorName = useActorName();
  const { data: warehouses } = useQuery(warehousesQuery);
  return useMemo(() => {
    const names = new Map(warehouses?.map((warehouse) => [warehouse.id, warehouse.name]));
    return [
      {
        key: 'kind',
        header: 'What',
        width: 'minmax(9rem, 1.5fr)',
        narrow: 'title',
        cell: (movement) => <What movement={movement} warehouse={names.get(movement.warehouseId) ?? '…'} />,
      },
      {
        key: 'change',
        header: 'Change',
        width: '5rem',
        align: 'end',
        narrow: 'value',
        cell: (movement) => <Change movement={movement} />,
      },
      {
        key: 'after',
        header: 'On hand',
        width: '7rem',
        align: 'end',
        narrow: 'aside',
        cell: (movement) => (
          <span className="muted nowrap">
            {formatQuantity(movement.onHandBefore)} →{' '}
            <span className="soft">{formatQuantity(movement.onHandAfter)}</span>
          </span>
        ),
      },
      {
        key: 'who',
        header: 'Who and when',
        width: 'minmax(9rem, 1.2fr)',
        narrow: 'meta',
        cell: (movement) => (
          <span className="two-lines">
            <span className="truncate">{actorName(movement.actorType, movement.actorId)}</span>
            <small>{format.instant(movement.occurredAt)}</small>
          </span>
        ),
      },
    ];
  }, [format, actorName, warehouses]);
}

function What({ movement, warehouse }: { movement: Movement; warehouse: string }) {
  const reason = movement.reason ?? null;
  const sale = movement.referenceType === 'sale' ? movement.referenceId : null;
  return (
    <span className="two-lines">
      <span>
        {sale === null ? (
          <span className="strong">{kindWords(movement.kind)}</span>
        ) : (
          <Link to="/sales/$saleId" params={{ saleId: sale }} className="strong">
            {kindWords(movement.kind)}
          </Link>
        )}
        {reason !== null && <span className="soft">: {reason}</span>}
      </span>
      <small>{warehouse}</small>
      {movement.notes !== null && <small className="soft">{movement.notes}</small>}
    </span>
  );
}

/** A movement changes what is there, or what is reserved of it; seldom both. */
function Change({ movement }: { movement: Movement }) {
  const { onHandChange, reservedChange } = movement;
  return (
    <span className="two-lines">
      {(onHandChange !== 0 || reservedChange === 0) && (
        <span className={`strong ${onHandChange > 0 ? 'ok-text' : ''}`}>{formatChange(onHandChange)}</span>
      )}
      {reservedChange !== 0 && <small className="nowrap">{formatChange(reservedChange)} reserved</small>}
    </span>
  );
}
