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
  type ReadStandings,
  readStandings,
  recordEvents,
  settle,
} from '@stockflow/db';
import { type DemandChange, importRefusal, oncePerField, refuse, stockedLines } from '@stockflow/domain';
import type { SalesImported } from '@stockflow/schemas';
import { type Acting, movingOf } from './acting.ts';
import {
  askedOf,
  commandOf,
  demandOf,
  type Entry,
  eventOf,
  keyOf,
  type Planned,
  planned,
  returnHead,
  returnItems,
  returnsOf,
  type StockedEntry,
  saleHead,
  saleItems,
  salesOf,
  unitsOf,
} from './import-rows.ts';

/**
 * Records entries in their order; all, or it throws one refusal that names every problem. A constant number of
 * statements, however many entries: heads (their unique keys decide what is new) with what lines name, stock, and the
 * rest with COMMIT.
 */
export const importEntries = async (
  tx: CompanyTransaction,
  given: readonly Entry[],
  acting: Acting,
): Promise<SalesImported> => {
  const entries = planned(given);
  const lines = entries.flatMap((entry) => entry.lines);
  const [{ imported, idOf }, standings] = await settle<[Claimed, ReadStandings]>([
    claim(tx, entries, acting),
    readStandings(tx, {
      productIds: lines.map(({ productId }) => productId),
      warehouseIds: lines.map(({ warehouseId }) => warehouseId),
    }),
  ]);
  const stocked = stockEntries(imported, standings);
  const demand = demandOf(stocked);
  await postEntries(tx, stocked, { acting, demand });
  insertSaleItems(tx, salesOf(imported).flatMap(saleItems));
  insertReturnItems(tx, stocked.flatMap(returnItems));
  addDemand(tx, demand);
  recordEvents(tx, imported.map(eventOf), acting.now);
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

/** What of a call is new, and the id of each entry by its key. */
interface Claimed {
  readonly imported: readonly Planned[];
  readonly idOf: ReadonlyMap<string, string>;
}

/** Inserts the heads of what is not here yet. Of two entries of the call with one key the first counts. */
const claim = async (
  tx: CompanyTransaction,
  entries: readonly Planned[],
  acting: Acting,
): Promise<Claimed> => {
  const firstOf = new Map<string, Planned>();
  for (const entry of entries) if (!firstOf.has(keyOf(entry))) firstOf.set(keyOf(entry), entry);
  const candidates = [...firstOf.values()];
  const recording = movingOf(acting);
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

/** What is stocked of each entry; throws one refusal that names every line of every entry that cannot be had. */
const stockEntries = (entries: readonly Planned[], standings: ReadStandings): StockedEntry[] => {
  const all = entries.map((entry) => ({
    entry,
    result: stockedLines(askedOf(entry), entry.type === 'sale' ? 'SALE' : 'RETURN', standings),
  }));
  const refusal = importRefusal(
    all.flatMap(({ entry, result }) => (result.refusal ? [{ ...entry, refusal: result.refusal }] : [])),
  );
  if (refusal) throw refusal;
  return all.flatMap(({ entry, result }) => (result.refusal ? [] : [{ entry, stocked: result.lines }]));
};

/** Each entry is one command, in order: a later sale may live on what an earlier return brought. */
const postEntries = async (
  tx: CompanyTransaction,
  entries: readonly StockedEntry[],
  { acting, demand }: { acting: Acting; demand: readonly DemandChange[] },
): Promise<void> => {
  const outcomes = await postStock(tx, {
    ...movingOf(acting),
    commands: entries.map(commandOf),
    demandOf: demand.filter(({ unitsReturned }) => unitsReturned > 0),
  });
  const refusal = importRefusal(
    outcomes.flatMap((outcome, index) => {
      const entry = entries[index]?.entry;
      if (outcome.accepted || !entry) return [];
      return [{ refusal: outcome.refusal, path: entry.path, externalId: entry.externalId }];
    }),
  );
  if (refusal) throw oncePerField(refusal);
};
