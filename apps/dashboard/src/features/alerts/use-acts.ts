import type { Alert, AlertLife, AlertPage } from '@stockflow/sdk';
import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { alertHistoryQuery, alertTotalsQuery, inboxes } from '../../api/alert-queries.ts';
import { refresh } from '../../api/keys.ts';
import { describeProblem, isSessionEnded, refusalOf } from '../../api/refusals.ts';
import { stockflow } from '../../api/stockflow.ts';
import { toast } from '../../ui/toast.tsx';
import { doneWords, takenWords } from './act-words.ts';
import { type AlertAct, afterAct, mayBe, type Step, undoOf, withLife } from './acts.ts';
import { useInboxCache } from './inbox-cache.ts';

interface Done {
  alerts: AlertLife[];
  /** What somebody else was quicker with: as they are now. */
  taken: Alert[];
}

interface Asked {
  act: AlertAct;
  alerts: readonly Alert[];
}

/** One call; the key that makes it act once is the SDK's, for each try of it. */
const call = async ({ act, alertIds }: Step): Promise<AlertLife[]> => {
  const { alerts } = await {
    acknowledge: () => stockflow.alerts.acknowledge({ alertIds }),
    reopen: () => stockflow.alerts.reopen({ alertIds }),
    assign: () =>
      stockflow.alerts.assign({
        alertIds,
        assigneeId: act.kind === 'assign' ? (act.assignee?.id ?? null) : null,
      }),
    snooze: () => {
      const { until, untilWorse } = act as Extract<AlertAct, { kind: 'snooze' }>;
      return stockflow.alerts.snooze({ alertIds, untilWorse, ...(until !== null && { until }) });
    },
    resolve: () => {
      const { reason, notes } = act as Extract<AlertAct, { kind: 'resolve' }>;
      return stockflow.alerts.resolve({ alertIds, reason, ...(notes !== null && { notes }) });
    },
  }[act.kind]();
  return alerts;
};

/** All of them or none, but for those that somebody else has changed meanwhile: these are left as they are, and named. */
const send = async ({ act, alerts }: Asked): Promise<Done> => {
  const alertIds = alerts.map(({ id }) => id);
  try {
    return { alerts: await call({ act, alertIds }), taken: [] };
  } catch (error) {
    if (refusalOf(error)?.code !== 'STATE_CONFLICT') throw error;
    const now = await Promise.all(alertIds.map((alertId) => stockflow.alerts.get({ alertId })));
    const able = now.filter((alert) => mayBe(act.kind, alert)).map(({ id }) => id);
    const taken = now.filter((alert) => !mayBe(act.kind, alert));
    if (taken.length === 0) throw error;
    return { alerts: able.length === 0 ? [] : await call({ act, alertIds: able }), taken };
  }
};

/**
 * What a person can do with alerts: shown at once, taken back when it was refused, and undone by the message that says it
 * was done. What cannot be asked of an alert as it is, is left out.
 */
export const useActs = () => {
  const client = useQueryClient();
  const cache = useInboxCache();
  const settle = useCallback(
    (ids: readonly string[]) => {
      for (const id of ids) void client.invalidateQueries({ queryKey: alertHistoryQuery(id).queryKey });
      void client.invalidateQueries({ queryKey: alertTotalsQuery.queryKey, exact: true });
      void refresh(client, []);
      void cache.recount();
    },
    [client, cache],
  );
  const undo = useMutation({
    mutationFn: async ({ steps }: { steps: readonly Step[] }) => {
      for (const step of steps) await call(step);
    },
    onSuccess: () => toast('Undone.'),
    onError: (error) => {
      if (!isSessionEnded(error)) toast(`Not undone. ${describeProblem(error).message}`, { tone: 'danger' });
    },
    onSettled: (_done, _error, { steps }) => {
      settle(steps.flatMap(({ alertIds }) => alertIds));
      void refresh(client, ['alerts']);
    },
  });
  const { mutate: undoNow } = undo;
  const mutation = useMutation({
    mutationFn: send,
    onMutate: async ({ act, alerts }: Asked) => {
      await client.cancelQueries(inboxes);
      const before = client.getQueriesData<InfiniteData<AlertPage>>(inboxes);
      const now = new Date().toISOString();
      const ids = new Set<string>(alerts.map(({ id }) => id));
      cache.change((alert) => (ids.has(alert.id) ? afterAct(alert, act, now) : alert), ids);
      return { before };
    },
    onSuccess: async ({ alerts, taken }, asked) => {
      const byId = new Map<string, AlertLife>(alerts.map((life) => [life.id, life]));
      const byOthers = new Map<string, Alert>(taken.map((alert) => [alert.id, alert]));
      cache.change((alert) => {
        const life = byId.get(alert.id);
        return byOthers.get(alert.id) ?? (life === undefined ? alert : withLife(alert, life));
      });
      const changed = asked.alerts.filter(({ id }) => byId.has(id));
      const steps = undoOf(asked.act, changed, new Date().toISOString());
      const action = { label: 'Undo', run: () => undoNow({ steps }) };
      if (changed.length > 0) toast(doneWords(asked.act, changed), steps.length > 0 ? { action } : {});
      if (taken.length > 0) toast(await takenWords(taken), { tone: 'danger' });
      settle(asked.alerts.map(({ id }) => id));
    },
    onError: (error, asked, context) => {
      for (const [key, data] of context?.before ?? []) client.setQueryData(key, data);
      if (isSessionEnded(error)) return;
      const action = { label: 'Try again', run: () => mutation.mutate(asked) };
      toast(`Nothing was changed. ${describeProblem(error).message}`, { tone: 'danger', action });
    },
  });
  const { mutate } = mutation;
  return useCallback(
    (act: AlertAct, alerts: readonly Alert[]): boolean => {
      const able = alerts.filter((alert) => mayBe(act.kind, alert));
      if (able.length === 0) return false;
      mutate({ act, alerts: able });
      return true;
    },
    [mutate],
  );
};
