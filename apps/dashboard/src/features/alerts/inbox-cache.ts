import type { Alert, AlertPage } from '@stockflow/sdk';
import { type InfiniteData, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { alertsAlone, type InboxFilter, inboxes, inboxFilterOf } from '../../api/alert-queries.ts';
import { stockflow } from '../../api/stockflow.ts';
import { useIdentity } from '../../app/identity.ts';

type Pages = InfiniteData<AlertPage>;

/** Does an alert stand in a list, as far as what people make of it goes? Figures are the server's to judge. */
export const isInList = (
  { states, assigned, severity }: InboxFilter,
  alert: Pick<Alert, 'state' | 'assignee' | 'severity'>,
  me: string | undefined,
): boolean =>
  (states === undefined || (states as readonly string[]).includes(alert.state)) &&
  (assigned !== 'me' || alert.assignee?.id === me) &&
  (assigned !== 'nobody' || alert.assignee === null) &&
  (severity === undefined || alert.severity === severity);

/** A list's pages with some alerts changed, and those `gone` of them left out that stand there no more. */
const changed = (pages: Pages, by: (alert: Alert) => Alert, stays: (alert: Alert) => boolean): Pages => {
  const now = pages.pages.map((page) => ({ ...page, items: page.items.map(by).filter(stays) }));
  return { ...pages, pages: now };
};

/** What the page has read of the inbox, changed in its place: rows do not move. */
export class InboxCache {
  readonly #client: QueryClient;
  readonly #me: string | undefined;

  constructor(client: QueryClient, me: string | undefined) {
    this.#client = client;
    this.#me = me;
  }

  /** Changes alerts wherever they stand. Those of `leaving` leave a list in which they would not be found any more. */
  change(by: (alert: Alert) => Alert, leaving: ReadonlySet<string> = new Set()): void {
    for (const [key, pages] of this.#client.getQueriesData<Pages>(inboxes)) {
      if (pages === undefined) continue;
      const filter = inboxFilterOf(key);
      const stays = (alert: Alert) => !leaving.has(alert.id) || isInList(filter, alert, this.#me);
      this.#client.setQueryData<Pages>(key, changed(pages, by, stays));
    }
    for (const [key, alert] of this.#client.getQueriesData<Alert>(alertsAlone)) {
      if (alert !== undefined) this.#client.setQueryData<Alert>(key, by(alert));
    }
  }

  /** Counts again what is on the screen; the rows stay as they are. */
  async recount(): Promise<void> {
    const shown = this.#client.getQueryCache().findAll({ ...inboxes, type: 'active' });
    for (const { queryKey } of shown) {
      const answer = await stockflow.alerts.list({ ...inboxFilterOf(queryKey), limit: 1 }).catch(() => null);
      // Old counts are better than none; the next change counts again.
      if (answer === null) return;
      const { counts } = answer;
      this.#client.setQueryData<Pages>(queryKey, (now) => {
        const [first, ...more] = now?.pages ?? [];
        if (now === undefined || first === undefined) return now;
        return { ...now, pages: [{ ...first, counts }, ...more] };
      });
    }
  }
}

export const useInboxCache = (): InboxCache => {
  const client = useQueryClient();
  const { user } = useIdentity();
  return useMemo(() => new InboxCache(client, user?.id), [client, user?.id]);
};
