import { createStockflow, type Stockflow, StockflowError } from '@stockflow/sdk';
import type { Figures, Stand } from './stand.ts';

/** The quota of the processes here; each further one may let a twentieth more through. */
export const QUOTA = 200;

/** One key that takes as many holds as it can get, at two processes at once: others can sell. */
export const hoard = async ({ apis, shop, findings }: Stand): Promise<Figures> => {
  const { productId, warehouseId } = { productId: shop.counterId, warehouseId: shop.warehouseId };
  await shop.stockflow.inventory.receive({ lines: [{ productId, warehouseId, quantity: 100_000 }] });
  const { key } = await shop.stockflow.apiKeys.create({
    name: 'hoarder',
    scopes: ['stock:read', 'stock:write'],
  });
  const hoarders = apis.urls.map((baseUrl) => createStockflow({ baseUrl, apiKey: key, retriesMax: 0 }));
  const codes = new Map<string, number>();
  const hold = async (stockflow: Stockflow) => {
    const code = await stockflow.inventory
      .reserve({ lines: [{ productId, warehouseId, quantity: 1 }], ttlSeconds: 86_400 })
      .then(
        () => 'OK',
        (error: unknown) => (error instanceof StockflowError ? error.code : String(error)),
      );
    codes.set(code, (codes.get(code) ?? 0) + 1);
  };
  const tries = QUOTA * 3;
  await Promise.all(
    hoarders.flatMap((stockflow) =>
      Array.from({ length: 20 }, async () => {
        for (let n = 0; n < tries / hoarders.length / 20; n += 1) await hold(stockflow);
      }),
    ),
  );
  const held = codes.get('OK') ?? 0;
  const told = JSON.stringify(Object.fromEntries(codes));
  findings.expect(held >= QUOTA && held <= QUOTA * 1.05, `a hoarder got ${held} of ${tries} holds: ${told}`);
  findings.expect(held + (codes.get('RATE_LIMITED') ?? 0) === tries, `a hoarder was told ${told}`);
  const other = await shop.stockflow.inventory.reserve({
    lines: [{ productId, warehouseId, quantity: 50_000 }],
  });
  findings.expect(other.status === 'active', 'the owner cannot hold what the hoarder left');
  return { 'holds that a hoarder asked for': tries, 'holds that it got': held };
};
