import type { Stockflow } from '@stockflow/sdk';
import type { DemoAccess } from '../../boot/voice.ts';
import { type LoadStep, runSteps } from '../../demo/common/load-steps.ts';
import { grouped } from '../../demo/common/progress.ts';
import { ensurePeople, openDemoCompany } from './access.ts';
import { CATEGORIES } from './assortment.ts';
import { ensureMasterData } from './master-data.ts';
import { COLLEAGUES, COMPANY, OWNER, PASSWORD } from './people.ts';
import { PLACES } from './places.ts';
import { type Plan, planOf } from './plan.ts';
import { type Ids, idsOf, stepsOf } from './steps.ts';
import { SUPPLIERS } from './suppliers.ts';
import { ensureUnderWay } from './under-way.ts';

export interface SeedOptions {
  /** The server to fill; nothing but its public procedures is used. */
  baseUrl: string;
  /** Told a line at each stage. */
  progress(line: string): void;
  /** Where the year of sales ends: the present, for the server refuses what is in the future. */
  now: Date;
}

/**
 * Makes the demo company: a wholesaler of tea and coffee with a year of sales. Interrupted and called again it goes
 * on where it was; called once more it changes nothing but to make a new API key, since the old one's text is gone.
 * @returns how to get in, or `undefined` when the demo's owner is there and has another password
 */
export async function seedDemo({ baseUrl, progress, now }: SeedOptions): Promise<DemoAccess | undefined> {
  const company = await openDemoCompany(baseUrl, now);
  if (!company) {
    progress(`${OWNER.email} has a password of their own by now; the demo company is left as it is.`);
    return undefined;
  }
  const { stockflow, companyId, begunAt } = company;
  const plan = planOf(begunAt);
  const ids = idsOf(companyId, plan);
  progress(`Making the demo company: ${COMPANY.name}.`);
  await ensurePeople(stockflow, baseUrl);
  progress(`People: ${COLLEAGUES.length + 1} members, one more invited.`);
  await ensureMasterData(stockflow, plan, ids);
  progress(
    `Catalogue: ${plan.products.length} products in ${CATEGORIES.length} categories, ${PLACES.length} warehouses, ` +
      `${SUPPLIERS.length} suppliers with ${plan.offers.length} offers.`,
  );
  await recordYear(stockflow, stepsOf(plan, ids), progress);
  await ensureOpenSales(stockflow, plan, ids);
  await ensureUnderWay(stockflow, { plan, ids, now });
  progress(
    `Under way: ${plan.openSales.length} open sales, a transfer, a hold, a stock count; and a bundle.`,
  );
  const { key } = await stockflow.apiKeys.create({
    name: 'Demo key',
    scopes: [
      'catalogue:read',
      'catalogue:write',
      'stock:read',
      'stock:write',
      'sales:read',
      'sales:write',
      'alerts:read',
      'alerts:write',
      'company:read',
    ],
  });
  await stockflow.auth.signOut();
  return { email: OWNER.email, password: PASSWORD, apiKey: key };
}

/** Sends the year, and says at each quarter of it how far it is. */
async function recordYear(
  stockflow: Stockflow,
  steps: readonly LoadStep[],
  progress: (line: string) => void,
): Promise<void> {
  const total = { receive: 0, adjust: 0, import: 0 };
  for (const { kind, lines } of steps) total[kind] += lines;
  progress(
    `A year of stock: ${grouped(total.import)} lines of sales and returns, ${grouped(total.receive)} deliveries, ` +
      `${grouped(total.adjust)} corrections.`,
  );
  const quarters = [0.25, 0.5, 0.75].map((share) => Math.floor(steps.length * share));
  await runSteps(stockflow, steps, {
    onDone: (index, took) => {
      const quarter = quarters.indexOf(index);
      if (quarter >= 0 && took !== 'before') progress(`A year of stock: ${(quarter + 1) * 25} % recorded.`);
    },
  });
}

/** Makes the sales that are under way; those that are here, whatever became of them, are left. */
async function ensureOpenSales(stockflow: Stockflow, { openSales }: Plan, ids: Ids): Promise<void> {
  for (const { externalId, status, channel, customer, notes, lines } of openSales) {
    const id = ids.of('open-sale', externalId);
    const { items } = await stockflow.sales.list({ search: externalId, channel });
    if (items.some((sale) => sale.id === id)) continue;
    await stockflow.sales.create({
      id,
      externalId,
      status,
      channel,
      customerName: customer.name,
      customerEmail: customer.email,
      ...(notes !== undefined && { notes }),
      lines: lines.map(({ product, place, quantity }) => ({
        productId: ids.of('product', product.sku),
        warehouseId: ids.of('warehouse', place.code),
        quantity,
      })),
      idempotencyKey: ids.key('open-sale', externalId),
    });
  }
}
