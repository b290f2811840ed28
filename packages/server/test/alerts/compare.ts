import type { LowStockAlert } from '@stockflow/schemas';
import { expect } from 'vitest';
import { readHistory } from './model/history.ts';
import { type Asked, lowStockOf, type WholeAnswer } from './model/low-stock.ts';
import type { StoryCompany } from './story/company.ts';

/** The most that a page holds: stories stay below it. */
const LIMIT_MAX = 250;

/**
 * The product's whole answers must be the model's: every field of every alert, their order, totals, window. Nobody may
 * write meanwhile.
 */
export const expectModelsAnswers = async (
  company: StoryCompany,
  asks: readonly Asked[],
): Promise<WholeAnswer[]> => {
  const history = await readHistory(company.database, company.id);
  const answers: WholeAnswer[] = [];
  for (const asked of asks) {
    const { nextCursor, ...answer } = await company.call.alerts.lowStock({ ...asked, limit: LIMIT_MAX });
    expect(answer, JSON.stringify(asked)).toEqual(lowStockOf(history, asked, company.now));
    expect(nextCursor).toBeNull();
    answers.push(answer);
  }
  return answers;
};

/** Page after page must give the whole answer, with the totals of the whole on each. */
export const expectPagesOf = async (
  company: StoryCompany,
  asked: Asked,
  { whole, limit }: { whole: WholeAnswer; limit: number },
): Promise<void> => {
  const { alerts, ...frame } = whole;
  const read: LowStockAlert[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof company.call.alerts.lowStock>> = await company.call.alerts.lowStock(
      {
        ...asked,
        limit,
        ...(cursor !== null && { cursor }),
      },
    );
    const { alerts: onPage, nextCursor, ...pageFrame } = page;
    expect(pageFrame).toEqual(frame);
    expect(onPage.length).toBe(Math.min(limit, alerts.length - read.length));
    read.push(...onPage);
    cursor = nextCursor;
  } while (cursor !== null);
  expect(read).toEqual(alerts);
};

/** The product's own proof must find nothing either. */
export const expectNoDrift = async (company: StoryCompany): Promise<void> => {
  const { levelDrifts, demandDrifts } = await company.call.alerts.reconcile({});
  expect({ levelDrifts, demandDrifts }).toEqual({ levelDrifts: [], demandDrifts: [] });
};
