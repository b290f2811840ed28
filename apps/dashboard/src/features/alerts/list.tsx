import type { Alert } from '@stockflow/sdk';
import { useMemo } from 'react';
import { formatQuantity } from '../../format/number.ts';
import { AlertRow, type RowActs } from './row.tsx';
import type { SayInstant } from './words.ts';

interface AlertListProps {
  alerts: readonly Alert[];
  /** By severity; else one after the other. */
  isGrouped: boolean;
  counts: { critical: number; low: number } | undefined;
  openId: string | undefined;
  ticked: ReadonlySet<string>;
  fresh: ReadonlySet<string>;
  isPast: (alert: Alert) => boolean;
  mayTick: boolean;
  now: number;
  say: SayInstant;
  acts: RowActs;
  onTickAll: (isTicked: boolean) => void;
}

interface Group {
  key: string;
  label: string;
  count: number | undefined;
  alerts: readonly Alert[];
}

/** The alerts that are loaded, under the heading of their severity. */
export function AlertList(props: AlertListProps) {
  const { alerts, isGrouped, counts, ticked, mayTick, onTickAll } = props;
  const groups = useMemo(() => groupsOf(alerts, isGrouped, counts), [alerts, isGrouped, counts]);
  const tickedHere = alerts.filter(({ id }) => ticked.has(id)).length;
  const isAll = tickedHere > 0 && tickedHere === alerts.length;
  return (
    <table className="alert-table" aria-label="Alerts">
      <thead>
        <tr className="alert-row alert-row--head">
          {mayTick && (
            <th scope="col" className="alert-row__tick">
              <input
                type="checkbox"
                className="tick"
                aria-label="Select all that are loaded"
                checked={isAll}
                ref={(box) => {
                  if (box !== null) box.indeterminate = tickedHere > 0 && !isAll;
                }}
                onChange={(event) => onTickAll(event.target.checked)}
              />
            </th>
          )}
          <th scope="col" className="alert-row__what">
            Product
          </th>
          <th scope="col" className="alert-row__left">
            Lasts
          </th>
          <th scope="col" className="alert-row__stock">
            Available
          </th>
          <th scope="col" className="alert-row__order">
            Order
          </th>
          <th scope="col" className="alert-row__state">
            <span className="sr-only">State</span>
          </th>
          <th scope="col" className="alert-row__who">
            Task of
          </th>
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.key}>
          {group.label !== '' && (
            <tr className="alert-group">
              <th scope="rowgroup" colSpan={mayTick ? 7 : 6}>
                <span className={`dot dot--${group.key}`} aria-hidden />
                {group.label}
                {group.count !== undefined && (
                  <span className="muted num"> {formatQuantity(group.count)}</span>
                )}
              </th>
            </tr>
          )}
          {group.alerts.map((alert) => (
            <AlertRow
              key={alert.id}
              alert={alert}
              isOpen={alert.id === props.openId}
              isTicked={ticked.has(alert.id)}
              isFresh={props.fresh.has(alert.id)}
              isPast={props.isPast(alert)}
              mayTick={mayTick}
              now={props.now}
              say={props.say}
              acts={props.acts}
            />
          ))}
        </tbody>
      ))}
    </table>
  );
}

const LABELS: Record<string, string> = { critical: 'Critical', low: 'Low', over: 'Ended' };

/**
 * Rows one after the other with the same severity are a group: the order is the server's. One that ended while the list was
 * open stays under the heading it stood under, so that nothing moves.
 */
const groupsOf = (
  alerts: readonly Alert[],
  isGrouped: boolean,
  counts: { critical: number; low: number } | undefined,
): Group[] => {
  if (!isGrouped) return [{ key: 'all', label: '', count: undefined, alerts }];
  const groups = new Map<string, Alert[]>();
  let key = alerts.find(({ severity }) => severity !== null)?.severity ?? 'over';
  for (const alert of alerts) {
    key = alert.severity ?? key;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [alert]);
    else group.push(alert);
  }
  return [...groups].map(([key, inGroup]) => ({
    key,
    label: LABELS[key] ?? key,
    count: key === 'critical' || key === 'low' ? counts?.[key] : undefined,
    alerts: inGroup,
  }));
};
