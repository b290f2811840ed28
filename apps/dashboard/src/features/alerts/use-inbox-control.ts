import type { Alert } from '@stockflow/sdk';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { InboxFilter } from '../../api/alert-queries.ts';
import { useCan, useIdentity } from '../../app/identity.ts';
import { toast } from '../../ui/toast.tsx';
import type { Ask } from './act-bar.tsx';
import { type AlertAct, afterAct } from './acts.ts';
import type { AlertsSearch } from './address.ts';
import type { Asking } from './ask-dialog.tsx';
import type { ChangeSearch } from './filters.tsx';
import { isInList } from './inbox-cache.ts';
import { useInboxKeys } from './keys.ts';
import type { RowActs } from './row.tsx';
import { useActs } from './use-acts.ts';
import { useSelection } from './use-selection.ts';

interface Control {
  search: AlertsSearch;
  filter: InboxFilter;
  alerts: readonly Alert[];
  open: Alert | undefined;
  change: ChangeSearch;
}

const rowOf = (id: string): HTMLElement | null => document.querySelector(`[data-alert="${id}"]`);
const focusedId = (): string | undefined =>
  document.activeElement?.closest('tr')?.querySelector<HTMLElement>('[data-alert]')?.dataset.alert;

/** What hand and keys do with the list: moving, opening, ticking, acting. */
export const useInboxControl = ({ search, filter, alerts, open, change }: Control) => {
  const { user } = useIdentity();
  const mayChange = useCan()('alerts:write');
  const run = useActs();
  const selection = useSelection(alerts, search.chosen, change);
  const [asking, setAsking] = useState<Asking | null>(null);
  const latest = useRef({ alerts, open, change, filter });
  latest.current = { alerts, open, change, filter };
  const toFocus = useRef<string | null>(null);

  // The row that has the focus leaves with what was done to it: the one below takes it.
  useEffect(() => {
    if (toFocus.current === null || alerts.length === 0) return;
    rowOf(toFocus.current)?.focus();
    toFocus.current = null;
  }, [alerts]);

  const openAlert = useCallback((alert: Pick<Alert, 'id'>) => {
    const { open: now, change: to } = latest.current;
    to({ alert: now?.id === alert.id ? undefined : alert.id });
  }, []);
  const close = useCallback(() => {
    const { open: now, change: to } = latest.current;
    to({ alert: undefined });
    if (now !== undefined) rowOf(now.id)?.focus();
  }, []);
  const currentId = () => latest.current.open?.id ?? focusedId();

  const move = useCallback((by: 1 | -1): boolean => {
    const { alerts: shown, open: now, change: to } = latest.current;
    const at = shown.findIndex(({ id }) => id === currentId());
    const next = at < 0 ? shown[0] : shown[at + by];
    if (next === undefined) return false;
    if (now !== undefined) to({ alert: next.id });
    rowOf(next.id)?.focus();
    return true;
  }, []);

  const act = useCallback(
    (what: AlertAct, about: readonly Alert[]): boolean => {
      const { alerts: shown, open: now, change: to, filter: asked } = latest.current;
      const stays = (alert: Alert) =>
        !about.some(({ id }) => id === alert.id) ||
        isInList(asked, afterAct(alert, what, new Date().toISOString()), user?.id);
      const held = now?.id ?? focusedId();
      const at = shown.findIndex(({ id }) => id === held);
      const isLeaving = at >= 0 && !stays(shown[at] as Alert);
      const next = isLeaving
        ? (shown.slice(at + 1).find(stays) ?? shown.slice(0, at).findLast(stays))
        : undefined;
      if (!run(what, about)) {
        toast('There is nothing to do: it is so already.');
        return false;
      }
      if (isLeaving) toFocus.current = next?.id ?? null;
      to({ chosen: undefined, ...(now !== undefined && isLeaving && { alert: next?.id }) });
      return true;
    },
    [run, user?.id],
  );

  const ask = useCallback(
    (what: Ask, about: readonly Alert[]): void => {
      if (about.length === 0) return;
      if (what === 'acknowledge' || what === 'reopen') act({ kind: what }, about);
      else setAsking({ ask: what, alerts: about });
    },
    [act],
  );

  const targets = (): readonly Alert[] => {
    if (selection.selected.length > 0) return selection.selected;
    const id = currentId();
    const one = id === open?.id ? open : alerts.find((alert) => alert.id === id);
    return one === undefined ? [] : [one];
  };
  const withTargets = (does: (about: readonly Alert[]) => unknown): boolean => {
    const about = targets();
    if (about.length > 0) does(about);
    return about.length > 0;
  };
  useInboxKeys(
    {
      move,
      openCurrent: () => {
        const id = focusedId();
        if (id !== undefined) openAlert({ id });
        return id !== undefined;
      },
      tickCurrent: () => {
        const id = currentId();
        if (id !== undefined) selection.tick({ id } as Alert, false);
        return id !== undefined;
      },
      tickAll: () => selection.tickAll(true),
      ask: (what) => withTargets((about) => ask(what, about)),
      toMe: () =>
        user !== null &&
        withTargets((about) =>
          act(
            { kind: 'assign', assignee: { id: user.id, name: `${user.firstName} ${user.lastName}` } },
            about,
          ),
        ),
      explain: () => {
        const id = currentId();
        if (id === undefined) return false;
        if (open?.id !== id) openAlert({ id });
        showExplanation();
        return true;
      },
      leave: () => {
        if (open !== undefined) close();
        else if (selection.ticked.size > 0) selection.tickAll(false);
        else return false;
        return true;
      },
    },
    mayChange,
  );

  const { tick } = selection;
  const rowActs = useMemo<RowActs>(() => ({ open: openAlert, tick }), [openAlert, tick]);
  const page = search.page ?? 1;
  return {
    selection,
    asking,
    stopAsking: () => setAsking(null),
    ask,
    act,
    move,
    close,
    rowActs,
    loadMore: () => change({ page: page + 1 }),
  };
};

/** To the explanation, as soon as it is there. */
const showExplanation = (tries = 30): void => {
  const section = document.querySelector<HTMLElement>('[data-explanation]');
  if (section === null) {
    if (tries > 0) setTimeout(() => showExplanation(tries - 1), 50);
    return;
  }
  section.querySelector('details')?.setAttribute('open', '');
  section.focus({ preventScroll: true });
  section.scrollIntoView({ block: 'start' });
};
