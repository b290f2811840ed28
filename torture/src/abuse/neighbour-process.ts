// A company at full load: half of its callers write to one level, half read lists.
import { createStockflow } from '@stockflow/sdk';
import { configOf, serveParent } from '../child.ts';
import type { NeighbourAsked, NeighbourConfig, NeighbourDone } from './neighbour.ts';

const CALLERS = 40;

const { url, session, productId, warehouseId } = await configOf<NeighbourConfig>();
const stockflow = createStockflow({ baseUrl: url, session, batch: false });

serveParent<NeighbourAsked, NeighbourDone>({}, async ({ ms }) => {
  const until = performance.now() + ms;
  let calls = 0;
  await Promise.all(
    Array.from({ length: CALLERS }, async (_, caller) => {
      while (performance.now() < until) {
        if (caller % 2 === 0)
          await stockflow.inventory.receive({ lines: [{ productId, warehouseId, quantity: 1 }] });
        else await stockflow.products.list({ limit: 50 }).page();
        calls += 1;
      }
    }),
  );
  return { calls };
});
