import type { Product, StockLevelListItem } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { PackagePlus, Warehouse } from 'lucide-react';
import { useState } from 'react';
import { productLevelsQuery } from '../../api/queries.ts';
import { useCan, useFormat } from '../../app/identity.ts';
import { levelColumns } from '../../parts/level-columns.tsx';
import { type LevelAct, LevelDialog } from '../../parts/level-dialog.tsx';
import { ReceiveDialog } from '../../parts/receive-dialog.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { Empty, LoadProblem, Skeleton } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';

/** How much of the product lies where. */
export function ProductLevels({ product }: { product: Product }) {
  const query = useQuery(productLevelsQuery(product.id));
  const can = useCan();
  const [act, setAct] = useState<LevelAct | null>(null);
  const [receiving, setReceiving] = useState(false);
  const mayMove = can('stock:write') && !product.isBundle;
  return (
    <Card
      title="Stock by warehouse"
      flush
      actions={
        mayMove && (
          <Button small icon={PackagePlus} onPress={() => setReceiving(true)}>
            Receive
          </Button>
        )
      }
    >
      <Levels query={query} onAct={mayMove ? setAct : null} />
      <LevelDialog act={act} onClose={() => setAct(null)} />
      {receiving && (
        <ReceiveDialog product={product} unitCost={product.cost} onClose={() => setReceiving(false)} />
      )}
    </Card>
  );
}

function Levels({
  query,
  onAct,
}: {
  query: {
    data: { items: StockLevelListItem[] } | undefined;
    isError: boolean;
    error: unknown;
    isFetching: boolean;
    refetch: () => unknown;
  };
  onAct: ((act: LevelAct) => void) | null;
}) {
  const format = useFormat();
  if (query.data === undefined) {
    return query.isError ? (
      <LoadProblem error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
    ) : (
      <Skeleton lines={2} />
    );
  }
  if (query.data.items.length === 0) {
    return (
      <Empty icon={Warehouse} title="No stock yet">
        It has not been in any warehouse. Its first receipt makes a level.
      </Empty>
    );
  }
  const columns = levelColumns({ of: 'warehouse', onAct, instant: format.instant });
  return (
    <Table
      label="Stock by warehouse"
      columns={columns}
      rows={query.data.items}
      keyOf={(level) => level.warehouseId}
    />
  );
}
