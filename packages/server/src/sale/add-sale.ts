import {
  type CompanyTransaction,
  insertSaleItems,
  insertSales,
  type ReadStandings,
  readStandings,
  readWarehouseNames,
  recordEvents,
  type SaleHead,
  settle,
  wireOpenSale,
} from '@stockflow/db';
import { refuse, saleEventData, stockedLines, totalsOf } from '@stockflow/domain';
import type { createSaleInput, Sale, SaleLine } from '@stockflow/schemas';
import { uuidv7 } from 'uuidv7';
import type { z } from 'zod';
import { type Acting, movingOf } from './acting.ts';
import { holdSale } from './hold-sale.ts';

type Input = z.output<typeof createSaleInput>;

/**
 * Records a sale and, unless it is a draft, reserves its stock. Products and warehouses are checked first, for their
 * prices and components are needed; then the sale's row, whose unique keys turn a second one away before any level is
 * locked; all else goes out with COMMIT, so levels are locked for one round trip.
 */
export const addSale = async (tx: CompanyTransaction, input: Input, acting: Acting): Promise<Sale> => {
  const warehouseIds = input.lines.map(({ warehouseId }) => warehouseId);
  const productIds = input.lines.map(({ productId }) => productId);
  const [standings, names] = await settle<[ReadStandings, Map<string, string>]>([
    readStandings(tx, { productIds, warehouseIds }),
    readWarehouseNames(tx, warehouseIds),
  ]);
  const asked = input.lines.map((line, index) => ({ ...line, path: `lines.${index}` }));
  const stocked = stockedLines(asked, 'RESERVATION', standings);
  if (stocked.refusal) throw stocked.refusal;
  const lines = linesOf(input, standings, names);
  const head = headOf(input, lines, acting.now);
  await insertHead(tx, head, acting);
  if (input.status === 'confirmed') await holdSale(tx, head.id, stocked.lines, acting);
  insertSaleItems(
    tx,
    lines.map((line) => ({ ...line, saleId: head.id })),
  );
  const sale = wireOpenSale(head, lines);
  recordEvents(tx, [{ type: 'sale.created', data: saleEventData(sale) }], acting.now);
  return sale;
};

const linesOf = ({ lines }: Input, { products }: ReadStandings, names: Map<string, string>): SaleLine[] => {
  const priced = lines.map((line) => {
    const product = products.get(line.productId);
    if (!product) throw new Error('a product was checked and is not there');
    return { ...line, product, unitPrice: line.unitPrice ?? product.price };
  });
  const { lineTotals } = totalsOf(priced, '');
  return priced.map(({ product, productId, warehouseId, quantity, unitPrice }, index) => ({
    lineNumber: index + 1,
    productId,
    sku: product.sku,
    productName: product.name,
    warehouseId,
    warehouseName: names.get(warehouseId) ?? '',
    quantity,
    quantityShipped: 0,
    quantityReturned: 0,
    unitPrice,
    lineTotal: lineTotals[index] ?? '0',
  }));
};

const headOf = (input: Input, lines: readonly SaleLine[], now: Date): SaleHead => ({
  id: input.id ?? uuidv7(),
  externalId: input.externalId ?? null,
  channel: input.channel,
  status: input.status,
  customerName: input.customerName ?? null,
  customerEmail: input.customerEmail ?? null,
  total: totalsOf(lines, '').total,
  notes: input.notes ?? null,
  saleDate: now,
  confirmedAt: input.status === 'confirmed' ? now : null,
  completedAt: null,
  cancelledAt: null,
  version: 1,
  createdAt: now,
});

const insertHead = async (tx: CompanyTransaction, head: SaleHead, acting: Acting): Promise<void> => {
  const { id, externalId, channel } = head;
  const row = {
    ...head,
    saleDate: head.saleDate.toISOString(),
    confirmedAt: head.confirmedAt?.toISOString() ?? null,
    completedAt: null,
  };
  const inserted = await insertSales(tx, [row], movingOf(acting));
  if (inserted.length > 0) return;
  throw refuse(
    'STATE_CONFLICT',
    { state: 'exists', allowed: [] },
    externalId
      ? `There is already a sale with the id ${id} or the external id "${externalId}" in the channel "${channel}".`
      : 'There is already a sale with this id.',
  );
};
