import {
  addDemand,
  type CompanyTransaction,
  externalKeyOf,
  idsByExternalKey,
  insertReturnItems,
  insertReturns,
  insertSaleItems,
  insertSales,
  postStock,
  settle,
} from '@stockflow/db';
import { importRefusal, refuse } from '@stockflow/domain';
import type { SalesImported } from '@stockflow/schemas';
import {
  commandOf,
  demandOf,
  type Entry,
  keyOf,
  type Planned,
  planned,
  returnHead,
  returnItems,
  returnsOf,
  saleHead,
  saleItems,
  salesOf,
  unitsOf,
} from './import-rows.ts';
import type { Acting } from './move-stock.ts';

/**
 * Records entries in their order; all, or it throws one refusal that names every problem. A constant number of
 * statements, however many entries: heads (their unique keys decide what is new), stock, then lines and demand in one
 * flush.
 */
export const importEntries = async (
  tx: CompanyTransaction,
  given: readonly Entry[],
  acting: Acting,
): Promise<SalesImported> => {
  const entries = planned(given);
  const { imported, idOf } = await claim(tx, entries, acting);
  await postEntries(tx, imported, acting);
  await settle([
    insertSaleItems(tx, salesOf(imported).flatMap(saleItems)),
    insertReturnItems(tx, returnsOf(imported).flatMap(returnItems)),
    addDemand(tx, demandOf(imported, acting.actor.company.timeZone)),
  ]);
  const isImported = new Set(imported);
  return {
    results: entries.map((entry) => ({
      externalId: entry.externalId,
      id: idOf.get(keyOf(entry)) ?? entry.id,
      outcome: isImported.has(entry) ? 'imported' : 'already_present',
    })),
    salesImported: salesOf(imported).length,
    returnsImported: returnsOf(imported).length,
    alreadyPresent: entries.length - imported.length,
    unitsSold: unitsOf(salesOf(imported)),
    unitsReturned: unitsOf(returnsOf(imported)),
  };
};

/** Inserts the heads of what is not here yet. Of two entries of the call with one key the first counts. */
const claim = async (tx: CompanyTransaction, entries: readonly Planned[], { actor, now }: Acting) => {
  const firstOf = new Map<string, Planned>();
  for (const entry of entries) if (!firstOf.has(keyOf(entry))) firstOf.set(keyOf(entry), entry);
  const candidates = [...firstOf.values()];
  const recording = { actor: { type: actor.kind, id: actor.id }, now };
  const [sales, returns] = await settle([
    insertSales(tx, salesOf(candidates).map(saleHead), recording),
    insertReturns(tx, returnsOf(candidates).map(returnHead), recording),
  ]);
  const inserted = { sale: new Set(sales.map(externalKeyOf)), return: new Set(returns.map(externalKeyOf)) };
  const isNew = (entry: Planned) => inserted[entry.type].has(externalKeyOf(entry));
  const earlierIdOf = await idsOfEarlier(
    tx,
    candidates.filter((entry) => !isNew(entry)),
  );
  return {
    imported: candidates.filter(isNew),
    idOf: new Map(candidates.map((entry) => [keyOf(entry), earlierIdOf.get(keyOf(entry)) ?? entry.id])),
  };
};

/** The ids of entries that could not be inserted; one that is not here by its external id has an id that is taken. */
const idsOfEarlier = async (
  tx: CompanyTransaction,
  entries: readonly Planned[],
): Promise<Map<string, string>> => {
  const ids = {
    sale: await idsByExternalKey(tx, 'sale', salesOf(entries)),
    return: await idsByExternalKey(tx, 'return', returnsOf(entries)),
  };
  const clashing = entries.filter((entry) => !ids[entry.type].has(externalKeyOf(entry)));
  if (clashing.length > 0) {
    const fields = clashing.map(({ type, path, externalId }) => ({
      path: `${path}.id`,
      message: `Another ${type} has this id (the external id "${externalId}" is not here yet).`,
    }));
    throw refuse('VALIDATION_FAILED', { fields });
  }
  return new Map(
    entries.map((entry) => [keyOf(entry), ids[entry.type].get(externalKeyOf(entry)) ?? entry.id]),
  );
};

/** Each entry is one command, in order: a later sale may live on what an earlier return brought. */
const postEntries = async (
  tx: CompanyTransaction,
  imported: readonly Planned[],
  acting: Acting,
): Promise<void> => {
  const outcomes = await postStock(tx, {
    commands: imported.map(commandOf),
    actor: { type: acting.actor.kind, id: acting.actor.id },
    requestId: acting.requestId,
    now: acting.now,
  });
  const refusal = importRefusal(
    outcomes.flatMap((outcome, index) => {
      const entry = imported[index];
      if (outcome.accepted || !entry) return [];
      return [{ refusal: outcome.refusal, path: entry.path, externalId: entry.externalId }];
    }),
  );
  if (refusal) throw refusal;
};
