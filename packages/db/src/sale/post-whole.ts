import { oncePerField, type StockLine } from '@stockflow/domain';
import type { CompanyTransaction } from '../connection/index.ts';
import { postStock, type StockPosting } from '../stock/index.ts';

/**
 * Posts the stock of one sale or return, all lines or none: throws the refusal, in which each field stands once. The
 * sale's row is locked, or new. From here on levels are locked: send what else is written with COMMIT.
 */
export const postWhole = async (
  tx: CompanyTransaction,
  lines: readonly StockLine[],
  moving: Omit<StockPosting, 'commands'>,
): Promise<void> => {
  const [outcome] = await postStock(tx, { ...moving, commands: [{ lines }] });
  if (outcome && !outcome.accepted) throw oncePerField(outcome.refusal);
};
