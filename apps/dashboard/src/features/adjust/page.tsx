import type { StockLevelListItem } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { levelsInQuery, productNamesQuery } from '../../api/stock-queries.ts';
import { useCan } from '../../app/identity.ts';
import { AdjustFields } from '../../parts/adjust-fields.tsx';
import { NotAllowed } from '../../parts/not-allowed.tsx';
import type { OpenCode } from '../../parts/scan/codes.ts';
import { type Said, ScanBox } from '../../parts/scan/scan-box.tsx';
import { useAdjustment } from '../../parts/use-adjustment.ts';
import { useWarehouseName, useWorkingWarehouse, WarehouseField } from '../../parts/working-warehouse.tsx';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Empty, LoadProblem, Skeleton } from '../../ui/states.tsx';

const route = getRouteApi('/app/stock/adjust');

/** Something on the shelf is not as the books say: scan it, say what happened. */
export function AdjustPage() {
  if (!useCan()('stock:write')) return <NotAllowed title="Adjust" />;
  return <Adjust />;
}

function Adjust() {
  const { product: productId } = route.useSearch();
  const navigate = route.useNavigate();
  const [warehouseId, setWarehouse] = useWorkingWarehouse();
  const [codes, setCodes] = useState<readonly OpenCode[]>([]);
  const pick = (product: string | undefined) =>
    void navigate({ search: product === undefined ? {} : { product }, resetScroll: false });
  const take: React.ComponentProps<typeof ScanBox>['onProduct'] = (product): Said => {
    if (product.isBundle) {
      return { words: `${product.name} is a bundle: adjust what it is made of.`, isGood: false };
    }
    pick(product.id);
    return { words: product.name, isGood: true };
  };
  return (
    <Page title="Adjust" narrow>
      <div className="aisle">
        <WarehouseField label="In" name="warehouseId" value={warehouseId} onChange={setWarehouse} />
        <ScanBox
          label="Scan or find a product"
          onProduct={take}
          codes={codes}
          onCodes={(change) => setCodes((now) => change(now))}
        />
        {productId === undefined || warehouseId === null ? (
          <Card>
            <Empty icon={SlidersHorizontal} title="Nothing in hand">
              {warehouseId === null
                ? 'Choose the warehouse, then scan what is damaged, lost, found or miscounted.'
                : 'Scan what is damaged, lost, found or miscounted.'}
            </Empty>
          </Card>
        ) : (
          <InHand
            key={`${productId}.${warehouseId}`}
            productId={productId}
            warehouseId={warehouseId}
            onDone={() => pick(undefined)}
          />
        )}
      </div>
    </Page>
  );
}

function InHand(props: { productId: string; warehouseId: string; onDone: () => void }) {
  const { productId, warehouseId, onDone } = props;
  const levels = useQuery(levelsInQuery(warehouseId, [productId]));
  const names = useQuery(productNamesQuery([productId]));
  const nameOf = useWarehouseName();
  const failed = levels.isError ? levels : names.isError ? names : null;
  if (levels.data === undefined || names.data === undefined) {
    return (
      <Card>
        {failed === null ? (
          <Skeleton lines={3} />
        ) : (
          <LoadProblem
            error={failed.error}
            onRetry={() => void failed.refetch()}
            isRetrying={failed.isFetching}
          />
        )}
      </Card>
    );
  }
  const product = names.data.get(productId);
  if (product === undefined) {
    return (
      <Card>
        <Empty title="There is no such product" />
      </Card>
    );
  }
  const nothing = { onHand: 0, reserved: 0, productName: product.name, warehouseName: nameOf(warehouseId) };
  const level = levels.data.get(productId) ?? { ...nothing, productId, warehouseId };
  return <AdjustForm level={level} sku={product.sku} onDone={onDone} />;
}

function AdjustForm({
  level,
  sku,
  onDone,
}: {
  level: Pick<
    StockLevelListItem,
    'productId' | 'productName' | 'warehouseId' | 'warehouseName' | 'onHand' | 'reserved'
  >;
  sku: string;
  onDone: () => void;
}) {
  const form = useAdjustment(level, onDone);
  return (
    <Card title={level.productName}>
      <Form onSubmit={form.submit} error={form.adjust.error} missing={form.missing} explain={form.explain}>
        <p className="mono muted">{sku}</p>
        <AdjustFields form={form} warehouseName={level.warehouseName} />
        <div className="form__actions">
          <Button onPress={onDone} isDisabled={form.adjust.isPending}>
            Put it back
          </Button>
          <Button type="submit" look="primary" isPending={form.adjust.isPending}>
            Adjust
          </Button>
        </div>
      </Form>
    </Card>
  );
}
