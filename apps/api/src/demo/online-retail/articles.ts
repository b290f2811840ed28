import { type DecidedRow, tidy } from './classify.ts';

/** An article of the file: what becomes a product. */
export interface Article {
  sku: string;
  name: string;
  /** What it was sold for most often; "0.00" when it was never sold. */
  price: string;
  /** Local date-time of its first line. */
  firstAt: string;
}

interface Seen {
  firstAt: string;
  /** Names by how good the line is that they stand on: sold or returned, else issued without a price. */
  names: Map<string, number>;
  spareNames: Map<string, number>;
  prices: Map<string, number>;
}

const NAME_MAX = 255;

/**
 * The articles of the lines that were taken, in order of SKU. A name is what stands most often, tidied, on lines
 * that were sold or returned: clerks' notes ("damaged", "?", "20713") stand on corrections only, and those are not
 * asked. Without any it is "Item" and the code. Ties go to what came first.
 */
export function articlesOf(rows: readonly DecidedRow[]): Article[] {
  const seen = new Map<string, Seen>();
  for (const { row, decision, sku } of rows) {
    if (decision.kind === 'refused') continue;
    let article = seen.get(sku);
    if (!article) {
      article = { firstAt: row.at, names: new Map(), spareNames: new Map(), prices: new Map() };
      seen.set(sku, article);
    }
    if (row.at < article.firstAt) article.firstAt = row.at;
    if (decision.kind !== 'adjusted') count(article.names, row.description);
    else if (decision.why === 'issued_without_price') count(article.spareNames, row.description);
    if (decision.kind === 'sold') count(article.prices, row.price);
  }
  return [...seen]
    .map(([sku, { firstAt, names, spareNames, prices }]) => ({
      sku,
      name: bestName(names) ?? bestName(spareNames) ?? `Item ${sku}`,
      price: asPrice(mostFrequent(prices) ?? '0.00'),
      firstAt,
    }))
    .sort((a, b) => (a.sku < b.sku ? -1 : 1));
}

function bestName(descriptions: Map<string, number>): string | undefined {
  const names = new Map<string, number>();
  for (const [description, times] of descriptions) {
    const name = tidy(description).slice(0, NAME_MAX).trim();
    if (/[\p{L}\p{N}]/u.test(name)) names.set(name, (names.get(name) ?? 0) + times);
  }
  return mostFrequent(names);
}

function count(counts: Map<string, number>, text: string): void {
  counts.set(text, (counts.get(text) ?? 0) + 1);
}

function mostFrequent(counts: Map<string, number>): string | undefined {
  let best: string | undefined;
  let most = 0;
  for (const [text, times] of counts) {
    if (times > most) [best, most] = [text, times];
  }
  return best;
}

/** A list price has two decimals; what is charged on a line keeps all of its own. */
const asPrice = (charged: string): string => Number(charged).toFixed(2);
