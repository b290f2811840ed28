import type { Alert } from '@stockflow/sdk';
import { useCallback, useMemo, useRef } from 'react';
import { toast } from '../../ui/toast.tsx';
import type { ChangeSearch } from './filters.tsx';

/** As many as the server changes in one call: all of them, or none. */
export const CHOSEN_MAX = 100;

/** From the one that was ticked last to this one, both included. */
export const rangeOf = (ids: readonly string[], from: string | null, to: string): string[] => {
  const [start, end] = [ids.indexOf(from ?? to), ids.indexOf(to)];
  if (start < 0 || end < 0) return [to];
  return ids.slice(Math.min(start, end), Math.max(start, end) + 1);
};

/** What is ticked; it stands in the address, so that neither a reload nor an ended session loses it. */
export const useSelection = (
  alerts: readonly Alert[],
  chosen: readonly string[] | undefined,
  change: ChangeSearch,
) => {
  const ticked = useMemo<ReadonlySet<string>>(() => new Set(chosen), [chosen]);
  const last = useRef<string | null>(null);
  const latest = useRef({ alerts, ticked, change });
  latest.current = { alerts, ticked, change };
  const set = useCallback((ids: Iterable<string>) => {
    const all = [...ids];
    if (all.length > CHOSEN_MAX)
      toast(`At most ${CHOSEN_MAX} alerts are changed at a time: the first ${CHOSEN_MAX} are selected.`);
    latest.current.change({ chosen: all.length === 0 ? undefined : all.slice(0, CHOSEN_MAX) });
  }, []);
  const tick = useCallback(
    ({ id }: Pick<Alert, 'id'>, isRange: boolean) => {
      const { alerts: shown, ticked: now } = latest.current;
      const range = isRange
        ? rangeOf(
            shown.map((alert) => alert.id),
            last.current,
            id,
          )
        : [id];
      const next = new Set(now);
      const isOn = !now.has(id);
      for (const one of range) {
        if (isOn) next.add(one);
        else next.delete(one);
      }
      last.current = id;
      set(next);
    },
    [set],
  );
  const tickAll = useCallback(
    (isOn: boolean) => set(isOn ? latest.current.alerts.map(({ id }) => id) : []),
    [set],
  );
  const selected = useMemo(() => alerts.filter(({ id }) => ticked.has(id)), [alerts, ticked]);
  return { ticked, selected, tick, tickAll };
};
