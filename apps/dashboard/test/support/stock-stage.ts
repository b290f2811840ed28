import { beforeAll } from 'vitest';
import { hasBrowser } from './browser.ts';
import { useStage } from './stage.ts';

/** A stage with the ids of its products by SKU, and codes on some of them. */
export function useStockStage(barcodes: Record<string, string> = {}) {
  const stage = useStage();
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    if (!hasBrowser) return;
    const { items } = await stage.world.stockflow.products.list({ limit: 100 });
    for (const { sku, id } of items) ids[sku] = id;
    for (const [sku, barcode] of Object.entries(barcodes)) {
      await stage.world.stockflow.products.update({ productId: ids[sku] ?? '', barcode });
    }
  });
  const onHand = async (sku: string, warehouseId = stage.world.warehouses.hall): Promise<number> => {
    const { items } = await stage.world.stockflow.inventory.levels({
      productIds: [ids[sku] ?? ''],
      warehouseIds: [warehouseId],
    });
    return items[0]?.onHand ?? 0;
  };
  return { stage, ids, onHand };
}
