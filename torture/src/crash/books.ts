import type { Stockflow } from '@stockflow/sdk';
import type { CrashShop } from './shop.ts';

/** How often everything that was asked for is there, by the names of the claims; what the shop began with is left out. */
export const readBooks = async (shop: CrashShop): Promise<Map<string, number>> => {
  const books = new Map<string, number>();
  const add = (name: string) => books.set(name, (books.get(name) ?? 0) + 1);
  const [stockflow] = shop.stockflows;
  if (!stockflow) throw new Error('there is no API process');
  const began = new Set(shop.products);
  for await (const { id } of stockflow.products.list({ limit: 250 }))
    if (!began.has(id)) add(`product ${id}`);
  for await (const { notes } of stockflow.inventory.history({ kinds: ['RECEIPT'], limit: 250 }))
    if (notes !== null) add(`receipt ${notes}`);
  const sales = new Set<string>();
  for await (const { id, status } of stockflow.sales.list({ limit: 250 })) {
    sales.add(id);
    add(`sale ${id}`);
    if (status === 'completed') add(`completed ${id}`);
  }
  for await (const { id, status, referenceId } of stockflow.reservations.list({ limit: 250 })) {
    if (referenceId !== null && sales.has(referenceId)) continue; // a sale's
    add(`reservation ${id}`);
    if (status === 'committed' || status === 'released') add(`${status} ${id}`);
  }
  for await (const { id } of stockflow.returns.list({ limit: 250 })) add(`return ${id}`);
  for await (const { id } of stockflow.transfers.list({ limit: 250 })) add(`transfer ${id}`);
  for await (const { id, status, ...count } of stockflow.counts.list({ limit: 250 })) {
    add(`count ${id}`);
    if (status === 'posted') add(`posted ${id}`);
    if (status === 'posted' || (count as { countedLines?: number }).countedLines) add(`recorded ${id}`);
  }
  await addComments(stockflow, add);
  return books;
};

const addComments = async (stockflow: Stockflow, add: (name: string) => void): Promise<void> => {
  const states = ['open', 'acknowledged', 'snoozed', 'resolved'] as const;
  for await (const { id } of stockflow.alerts.list({ demand: 'any', states: [...states], limit: 250 })) {
    for await (const { kind, notes } of stockflow.alerts.history({ alertId: id, limit: 250 }))
      if (kind === 'commented') add(`comment ${id} ${notes}`);
  }
};
