import type { Stockflow } from '@stockflow/sdk';

const DAY_MS = 86_400_000;
/** Until when the sleeping one sleeps. */
const SLEEP_DAYS = 7;

/** What people have made of the most urgent alerts by today; where somebody has done anything with one, all is left. */
export async function ensureInbox(stockflow: Stockflow, now: Date): Promise<void> {
  const { items, counts } = await stockflow.alerts.list({ sort: 'urgent', limit: 20 });
  const { acknowledged, snoozed } = counts.byState;
  if (acknowledged + snoozed > 0) return;
  const ids = items.map(({ id }) => id);
  const members = await stockflow.members.list().toArray({ limit: 100 });
  const idOf = (firstName: string) => members.find((member) => member.firstName === firstName)?.id ?? null;
  const { alerts } = stockflow;
  const some = (...places: number[]) => places.flatMap((place) => ids[place] ?? []);

  const called = some(1, 2);
  await alerts.acknowledge({ alertIds: called });
  await alerts.assign({ alertIds: called, assigneeId: idOf('Miriam') });
  await alerts.comment({
    alertIds: called,
    notes: 'Called them: the goods leave on Thursday, half of it by courier.',
  });
  await alerts.assign({ alertIds: some(4, 6), assigneeId: idOf('Tomasz') });
  await alerts.acknowledge({ alertIds: some(8) });
  const until = new Date(now.getTime() + SLEEP_DAYS * DAY_MS).toISOString();
  await alerts.snooze({ alertIds: some(10), until });
  await alerts.comment({ alertIds: some(10), notes: 'The new harvest comes next week anyway.' });
  await alerts.resolve({ alertIds: some(12), reason: 'ordered', notes: 'With the order of this morning' });
}
