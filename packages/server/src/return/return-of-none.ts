import { type CompanyTransaction, type ReadStandings, readStandings } from '@stockflow/db';
import { stockedLines } from '@stockflow/domain';
import type { createUnlinkedReturnInput, SaleReturn } from '@stockflow/schemas';
import type { z } from 'zod';
import { type Acting, recordReturn, returnOf } from './record-return.ts';

type Input = z.output<typeof createUnlinkedReturnInput>;

/** Takes back goods without a sale that is known here. A bundle comes back as what it is made of today. */
export const addReturnOfNone = async (
  tx: CompanyTransaction,
  input: Input,
  acting: Acting,
): Promise<SaleReturn> => {
  const standings = await readStandings(tx, {
    productIds: input.lines.map(({ productId }) => productId),
    warehouseIds: input.lines.map(({ warehouseId }) => warehouseId),
  });
  const asked = input.lines.map((line, index) => ({ ...line, path: `lines.${index}` }));
  const stocked = stockedLines(asked, 'RETURN', standings);
  if (stocked.refusal) throw stocked.refusal;
  const back = returnOf({ ...input, saleId: null }, wireLines(input, standings), acting.now);
  const at = new Date(back.returnedAt).toISOString();
  const parts = stocked.lines.map((line) => ({
    ...line,
    disposition: input.lines[line.askedLine - 1]?.disposition ?? 'restock',
  }));
  const demand = parts.map(({ productId, warehouseId, quantity }) => ({
    productId,
    warehouseId,
    at,
    unitsSold: 0,
    unitsReturned: quantity,
  }));
  await recordReturn(tx, back, { parts, demand }, acting);
  return back;
};

const wireLines = ({ lines }: Input, { products }: ReadStandings) =>
  lines.map((line) => {
    const product = products.get(line.productId);
    if (!product) throw new Error('a product was checked and is not there');
    return { ...line, saleLineNumber: null, sku: product.sku, productName: product.name };
  });
