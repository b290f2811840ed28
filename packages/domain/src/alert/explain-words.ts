import type { Absence, Explained, ExplainedLevel } from './explain.ts';

const units = (count: number): string => `${count} ${count === 1 ? 'unit' : 'units'}`;
const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`;

const SOURCE_WORDS = {
  level: 'set for this product in this warehouse',
  product: 'set for the product',
  category: 'of its category',
  company: "the company's default",
};

const UNWATCHED_WORDS: Partial<Record<Absence, string>> = {
  bundle: 'It is a bundle: its stock is that of its components.',
  product_inactive: 'The product is not active.',
  product_discontinued: 'The product is discontinued.',
  product_archived: 'The product is archived.',
  warehouse_inactive: 'The warehouse is closed.',
};

/**
 * The explanation as a person reads it: the verdict, how it came about, and what would change it.
 * @example explainInWords(level, explainLevel(level)) // "Green tea is low in Main: 2 units are available, and the threshold is 5 …"
 */
export const explainInWords = (level: ExplainedLevel, explained: Explained): string =>
  [
    verdictWords(level, explained),
    ...level.unwatched.flatMap((absence) => UNWATCHED_WORDS[absence] ?? []),
    demandWords(level, explained),
    ...orderWords(level, explained),
    ...changeWords(level, explained),
  ].join(' ');

const verdictWords = (
  { productName, warehouseName, onHand, reserved }: ExplainedLevel,
  explained: Explained,
): string => {
  const { available, threshold, countingSource, verdict } = explained;
  const promised = reserved > 0 ? ` (${onHand} on hand, ${reserved} reserved)` : '';
  const stock = `${available === 0 ? 'nothing is' : `${units(available)} ${available === 1 ? 'is' : 'are'}`} available${promised}`;
  const limit = `the threshold is ${threshold}, ${SOURCE_WORDS[countingSource]}`;
  if (verdict === 'not_watched') return `${productName} in ${warehouseName} is not watched: ${stock}.`;
  const is = verdict === 'not_low' ? 'is not low' : 'is low';
  return `${productName} ${is} in ${warehouseName}: ${stock}, and ${limit}.`;
};

const demandWords = (
  level: ExplainedLevel,
  { velocity, daysUntilStockout, stockoutDate }: Explained,
): string => {
  const { netUnits, windowDays, daysInStock, unitsReturned } = level;
  if (netUnits <= 0) {
    const back = unitsReturned > 0 ? ', less what came back,' : '';
    return `Nothing was sold${back} in the last ${days(windowDays)}, so nobody can say how long it lasts.`;
  }
  const sold = `${units(netUnits)} ${netUnits === 1 ? 'was' : 'were'} sold in the last ${days(windowDays)}`;
  const pace = `on ${days(daysInStock)} in stock, which is ${rounded(velocity)} a day`;
  if (daysUntilStockout === 0) return `${sold} ${pace}; what is there does not last another day.`;
  return `${sold} ${pace}; what is there lasts ${days(daysUntilStockout ?? 0)}${stockoutDate ? `, until ${stockoutDate}` : ''}.`;
};

const orderWords = (
  { supplier, incoming }: ExplainedLevel,
  { suggestedOrderQuantity }: Explained,
): string[] => {
  const coming = incoming > 0 ? ` ${units(incoming)} ${incoming === 1 ? 'is' : 'are'} on the way.` : '';
  if (!supplier) return [`It has no primary supplier to order from.${coming}`];
  if (suggestedOrderQuantity === null) return coming ? [coming.trim()] : [];
  if (suggestedOrderQuantity === 0) return [`Nothing needs to be ordered.${coming}`];
  return [`Order ${units(suggestedOrderQuantity)} from ${supplier.name}.${coming}`];
};

const changeWords = (
  { hysteresis }: ExplainedLevel,
  { toClear, toBecomeLow, verdict }: Explained,
): string[] => {
  const absent =
    verdict === 'listed_without_demand' ? ['It is listed only when demand is not asked for.'] : [];
  if (toClear) {
    const over = hysteresis > 0 ? ` (${hysteresis} over the threshold, as the company wants it)` : '';
    const instead = toClear.threshold === null ? '' : `, or a threshold of ${toClear.threshold}`;
    return [...absent, `${units(toClear.units)} more would end it${over}${instead}.`];
  }
  if (!toBecomeLow) return absent;
  const when = toBecomeLow.days === null ? '' : `, in ${days(toBecomeLow.days)} at this pace`;
  return [
    `It becomes low when ${units(toBecomeLow.units)} more ${toBecomeLow.units === 1 ? 'has' : 'have'} gone${when}.`,
  ];
};

const rounded = (value: number): string =>
  value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
