import type { Database } from '@stockflow/db';
import { expectModelsAnswers, expectNoDrift, expectPagesOf } from '../compare.ts';
import type { WholeAnswer } from '../model/low-stock.ts';
import type { Story } from './arbitraries.ts';
import { StoryCompany } from './company.ts';
import { play } from './play.ts';
import type { Look, Step } from './steps.ts';

/** What every company has before its story begins, so that something can happen in it. */
export const BEFORE: Step[] = [
  { do: 'warehouse' },
  { do: 'warehouse' },
  { do: 'warehouse' },
  { do: 'category', threshold: 8 },
  { do: 'supplier', hasEmail: true },
  { do: 'product', warehouse: 0, initial: 12 },
  { do: 'product', warehouse: 0, category: 0 },
  { do: 'product', warehouse: 1, threshold: 5, category: 0 },
  { do: 'product', warehouse: 2, initial: 0 },
  { do: 'receive', product: 1, warehouse: 0, quantity: 12, when: { daysAgo: 150, at: 600 } },
  { do: 'receive', product: 2, warehouse: 0, quantity: 9, when: { daysAgo: 32, at: 'last' } },
  { do: 'receive', product: 1, warehouse: 1, quantity: 9, when: { daysAgo: 9, at: 'first' } },
  { do: 'ship', product: 1, from: 1, to: 0, quantity: 3 },
  {
    do: 'offer',
    supplier: 0,
    product: 1,
    terms: { price: '2.1', leadTimeDays: 14, minimumOrderQuantity: 4, packSize: 6, primary: true },
  },
  {
    do: 'bundle',
    parts: [
      { product: 0, quantity: 1 },
      { product: 1, quantity: 2 },
    ],
  },
  { do: 'sell', status: 'draft', lines: [{ product: 1, warehouse: 0, quantity: 1 }] },
  { do: 'import', lines: [{ product: 1, warehouse: 0, quantity: 3 }], when: { daysAgo: 31, at: 'first' } },
  { do: 'sell', status: 'confirmed', lines: [{ product: 2, warehouse: 0, quantity: 2 }] },
  { do: 'hold', lines: [{ product: 0, warehouse: 0, quantity: 1 }] },
];

/**
 * Plays a story in a company of its own. After each chapter the list must be the model's; after the last also day by day,
 * and page by page.
 */
export const tell = async (database: Database, story: Story, seen = new Set<string>()): Promise<void> => {
  const company = await StoryCompany.open(database, story);
  for (const step of BEFORE) await play(company, step);
  for (const { steps, look } of story.chapters) {
    for (const step of steps) if ((await play(company, step)) === 'done') seen.add(step.do);
    const answers = await expectModelsAnswers(company, [company.asked(look), { demand: 'any' }]);
    for (const answer of answers) note(answer, seen);
  }
  await expectModelsAnswers(
    company,
    [...daysOf(story)].map((day) => company.asked(day)),
  );
  for (const demand of ['recent', 'any'] as const) {
    const [whole] = await expectModelsAnswers(company, [{ demand }]);
    if (whole) await expectPagesOf(company, { demand }, { whole, limit: 1 });
  }
  await expectNoDrift(company);
};

/** A look at each day on which something happened, alone, and at the days beside it. */
const daysOf = ({ chapters }: Story): Look[] => {
  const days = chapters
    .flatMap(({ steps }) => steps)
    .flatMap((step) => ('when' in step ? [step.when.daysAgo] : []));
  const beside = new Set(days.flatMap((day) => [day - 1, day, day + 1]));
  return [...beside].map((day) => ({ demand: 'any', recentSalesDays: 1, windowEndedDaysAgo: day }));
};

/** What stands in an answer, in words. */
const note = ({ alerts, summary }: WholeAnswer, seen: Set<string>): void => {
  for (const { severity, thresholdSource, demand, supplier, stock, ...alert } of alerts) {
    seen.add(`severity ${severity}`);
    seen.add(demand.velocity > 0 ? 'in demand' : 'not in demand');
    seen.add(`runs out ${alert.stockoutDate === null ? 'never' : 'one day'}`);
    seen.add(`threshold of ${thresholdSource}`);
    seen.add(supplier ? 'somebody to order from' : 'nobody to order from');
    if (alert.suggestedOrderQuantity !== null)
      seen.add(alert.suggestedOrderQuantity > 0 ? 'something to order' : 'enough on its way');
    if (stock.reserved > 0) seen.add('reserved');
    if (stock.incoming > 0) seen.add('incoming');
    if (demand.velocity > 0 && demand.daysInStock < summary.recentSalesDays)
      seen.add('out of stock for days');
    if (demand.totalRecentSales < 0) seen.add('returned on balance');
  }
};
