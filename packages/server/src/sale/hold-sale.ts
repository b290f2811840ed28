import {
  addSaleHold,
  type CompanyTransaction,
  type OpenSaleLine,
  postWhole,
  readStandings,
} from '@stockflow/db';
import { explode, type StockedLine, stockedLines } from '@stockflow/domain';
import { type Acting, movingOf } from './acting.ts';

/**
 * Reserves what a sale asks for, all lines or none, and records what it holds: from now on a bundle is what it was made
 * of when it was reserved. The sale's row is locked, or new. Throws the refusal.
 */
export const holdSale = async (
  tx: CompanyTransaction,
  saleId: string,
  lines: readonly StockedLine[],
  acting: Acting,
): Promise<void> => {
  const moving = movingOf(acting);
  const moves = lines.map(({ productId, warehouseId, quantity, path }) => ({
    productId,
    warehouseId,
    kind: 'RESERVATION' as const,
    onHandChange: 0,
    reservedChange: quantity,
    referenceType: 'sale',
    referenceId: saleId,
    path,
  }));
  await postWhole(tx, moves, moving);
  addSaleHold(tx, { saleId, lines, actor: moving.actor, now: acting.now });
};

/** What is stocked of a sale's lines. Only a sale with a bundle needs to know more than its lines before its levels are locked. */
export const stockOf = async (
  tx: CompanyTransaction,
  lines: readonly OpenSaleLine[],
): Promise<readonly StockedLine[]> => {
  const asked = lines.map((line, index) => ({ ...line, path: `lines.${index}` }));
  if (!lines.some(({ isBundle }) => isBundle)) {
    return explode(asked, new Map()).map((line) => ({ ...line, path: `lines.${line.askedLine - 1}` }));
  }
  const standings = await readStandings(tx, {
    productIds: lines.map(({ productId }) => productId),
    warehouseIds: lines.map(({ warehouseId }) => warehouseId),
  });
  const stocked = stockedLines(asked, 'RESERVATION', standings);
  if (stocked.refusal) throw stocked.refusal;
  return stocked.lines;
};
