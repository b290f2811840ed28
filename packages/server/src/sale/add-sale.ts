import {
  type CompanyTransaction,
  insertSaleItems,
  insertSaleReservation,
  insertSales,
  type ReadStandings,
  readSale,
  readStandings,
} from '@stockflow/db';
import { refuse, standingRefusal, totalsOf } from '@stockflow/domain';
import type { createSaleInput, Sale } from '@stockflow/schemas';
import { uuidv7 } from 'uuidv7';
import type { z } from 'zod';
import { type Acting, moveStock, movesOf } from './move-stock.ts';

type Input = z.output<typeof createSaleInput>;

/**
 * Records a sale and, unless it is a draft, reserves its stock. Products and warehouses are checked first, for their
 * prices are needed; then the sale's row, whose unique keys turn a second one away before any level is locked.
 */
export const addSale = async (tx: CompanyTransaction, input: Input, acting: Acting): Promise<Sale> => {
  const id = input.id ?? uuidv7();
  const moves = movesOf(id, 'RESERVATION', input.lines);
  const standings = await readStandings(tx, {
    productIds: input.lines.map(({ productId }) => productId),
    warehouseIds: input.lines.map(({ warehouseId }) => warehouseId),
  });
  const refusal = standingRefusal({ lines: moves }, standings);
  if (refusal) throw refusal;
  const lines = numbered(input, standings);
  await insert(tx, { ...input, id, lines }, acting);
  if (input.status === 'confirmed') {
    await moveStock(tx, moves, acting);
    await insertSaleReservation(tx, { saleId: id, lines, now: acting.now });
  }
  return readSale(tx, id);
};

const numbered = ({ lines }: Input, { products }: ReadStandings) =>
  lines.map((line, index) => {
    const unitPrice = line.unitPrice ?? products.get(line.productId)?.price;
    if (unitPrice === undefined) throw new Error('a product was checked and is not there');
    return { ...line, unitPrice, lineNumber: index + 1 };
  });

type Priced = Omit<Input, 'lines'> & { id: string; lines: ReturnType<typeof numbered> };

const insert = async (tx: CompanyTransaction, sale: Priced, { actor, now }: Acting): Promise<void> => {
  const { id, status, channel, lines } = sale;
  const { total, lineTotals } = totalsOf(lines, '');
  const header = {
    id,
    externalId: sale.externalId ?? null,
    channel,
    status,
    customerName: sale.customerName ?? null,
    customerEmail: sale.customerEmail ?? null,
    notes: sale.notes ?? null,
    total,
    saleDate: now.toISOString(),
    confirmedAt: status === 'confirmed' ? now.toISOString() : null,
    completedAt: null,
  };
  const inserted = await insertSales(tx, [header], { actor: { type: actor.kind, id: actor.id }, now });
  if (inserted.length === 0) throw taken(sale);
  await insertSaleItems(
    tx,
    lines.map((line, index) => ({
      ...line,
      saleId: id,
      quantityShipped: 0,
      lineTotal: lineTotals[index] ?? '0',
    })),
  );
};

const taken = ({ externalId, channel, id }: Priced) =>
  refuse(
    'STATE_CONFLICT',
    { state: 'exists', allowed: [] },
    externalId
      ? `There is already a sale with the id ${id} or the external id "${externalId}" in the channel "${channel}".`
      : 'There is already a sale with this id.',
  );
