import { compareDemand, compareLevelsStatement, type Database, verifyLedgerStatement } from '@stockflow/db';

/** What the product's own proofs say of one company, and what the company is like. */
export interface Verified {
  readonly levels: number;
  readonly movements: number;
  readonly demandDays: number;
  /** Levels that are low by the levels' own columns. */
  readonly low: number;
  /** Low levels with nothing available. */
  readonly out: number;
  /** What does not agree, in words; empty when all does. */
  readonly problems: readonly string[];
}

interface Ledger {
  readonly levelsChecked: number;
  readonly movementsChecked: number;
  readonly driftCount: number;
  readonly drifts: readonly object[];
}
interface Levels {
  readonly drifting: number;
  readonly drifts: readonly object[];
}

/**
 * Asks the product whether a company's data agrees with itself: levels with the ledger, demand with the books, alerts with
 * thresholds and levels. Reads all of the company's history.
 */
export const verifyCompany = async (database: Database, companyId: string, now: Date): Promise<Verified> => {
  const [ledger] = await database.readInCompany<Ledger>(companyId, verifyLedgerStatement(companyId, {}));
  const demand = await database.inCompany(companyId, (tx) => compareDemand(tx, 5));
  const [levels] = await database.readInCompany<Levels>(companyId, compareLevelsStatement(companyId, now, 5));
  const [counted] = await database.readInCompany<{ low: number; out: number; orphans: number }>(companyId, {
    text: `select count(*) filter (where is_low)::integer as low,
                  count(*) filter (where is_low and on_hand = 0)::integer as out,
                  (select count(*) from sale_items i where i.company_id = $1 and not exists (
                     select from sales s where s.company_id = $1 and s.id = i.sale_id))::integer as orphans
           from inventory where company_id = $1`,
    values: [companyId],
  });
  if (!ledger || !levels || !counted) throw new Error('a proof answered nothing');
  const said = (what: string, count: number, drifts: readonly object[]) =>
    count > 0 ? [`${count} ${what}: ${JSON.stringify(drifts.slice(0, 3))}`] : [];
  return {
    levels: ledger.levelsChecked,
    movements: ledger.movementsChecked,
    demandDays: demand.days,
    low: counted.low,
    out: counted.out,
    problems: [
      ...said('levels drift from the ledger', ledger.driftCount, ledger.drifts),
      ...said('days of demand drift from the books', demand.drifting, demand.drifts),
      ...said('levels drift from their alerts', levels.drifting, levels.drifts),
      ...said('sale lines have no sale', counted.orphans, []),
    ],
  };
};
