import type { Alert } from '@stockflow/sdk';
import { BellOff, CircleCheck, CircleCheckBig } from 'lucide-react';
import { memo } from 'react';
import { formatQuantity, units } from '../../format/number.ts';
import { formatDayOfYear } from '../../format/time.ts';
import { Badge } from '../../ui/badge.tsx';
import { Initials } from './person.tsx';
import { age, ago, daysLeft, type SayInstant, sleepWords, stateWords } from './words.ts';

export interface RowActs {
  open: (alert: Alert) => void;
  /** `isRange`: with Shift, from the last one that was ticked. */
  tick: (alert: Alert, isRange: boolean) => void;
}

interface RowProps {
  alert: Alert;
  isOpen: boolean;
  isTicked: boolean;
  isFresh: boolean;
  /** It is not what the list asks for any more: somebody has changed it meanwhile. */
  isPast: boolean;
  mayTick: boolean;
  now: number;
  say: SayInstant;
  acts: RowActs;
}

/** One alert of the list. Drawn again only when something of it changed: there can be a thousand. */
export const AlertRow = memo(function AlertRow(props: RowProps) {
  const { alert, isOpen, isTicked, isFresh, isPast, mayTick, now, say, acts } = props;
  const looks = [isOpen && 'open', isTicked && 'ticked', isPast && 'past'].filter(Boolean);
  return (
    <tr className={['alert-row', ...looks.map((look) => `alert-row--${look}`)].join(' ')}>
      {mayTick && (
        <td className="alert-row__tick">
          <input
            type="checkbox"
            className="tick"
            aria-label={`Select ${alert.product.name}, ${alert.warehouse.name}`}
            checked={isTicked}
            onChange={() => undefined}
            onClick={(event) => acts.tick(alert, event.shiftKey)}
          />
        </td>
      )}
      <td className="alert-row__what">
        <button
          type="button"
          className="row-link"
          data-alert={alert.id}
          aria-expanded={isOpen}
          onClick={() => acts.open(alert)}
        >
          {alert.product.name}
        </button>
        {isFresh && <span className="fresh">New</span>}
        <small className="truncate">
          <span className="mono">{alert.product.sku}</span> · {alert.warehouse.name}
        </small>
      </td>
      <td className="alert-row__left">
        <Left alert={alert} />
      </td>
      <td className="alert-row__stock">
        <Stock alert={alert} />
      </td>
      <td className="alert-row__order">
        <Order alert={alert} />
      </td>
      <td className="alert-row__state">
        <State alert={alert} say={say} />
      </td>
      <td className="alert-row__who">
        {alert.assignee === null ? (
          <span className="muted" title="Nobody’s task">
            <span aria-hidden>–</span>
            <span className="sr-only">Nobody’s task</span>
          </span>
        ) : (
          <Initials name={alert.assignee.name} />
        )}
        <small className="num nowrap" title={`Low since ${say(alert.openedAt)}, ${ago(alert.openedAt, now)}`}>
          {age(alert.openedAt, now)}
        </small>
      </td>
    </tr>
  );
});

function Left({ alert }: { alert: Alert }) {
  const isCritical = alert.severity === 'critical';
  return (
    <>
      <span className={`left${isCritical ? ' left--critical' : ''}`}>{daysLeft(alert)}</span>
      {alert.stockoutDate !== null && alert.stock.available > 0 && (
        <small>out on {formatDayOfYear(alert.stockoutDate)}</small>
      )}
    </>
  );
}

function Stock({ alert }: { alert: Alert }) {
  const { available, incoming } = alert.stock;
  const share = alert.threshold === 0 ? 0 : Math.min(1, Math.max(0, available / alert.threshold));
  return (
    <>
      <span className="num">
        <span className="strong">{formatQuantity(available)}</span>
        <span className="muted"> of {formatQuantity(alert.threshold)}</span>
      </span>
      <span className={`gauge${alert.severity === 'critical' ? ' gauge--critical' : ''}`} aria-hidden>
        <span style={{ width: `${share * 100}%` }} />
      </span>
      {incoming > 0 && <small>{formatQuantity(incoming)} coming</small>}
    </>
  );
}

function Order({ alert: { supplier, suggestedOrderQuantity: quantity } }: { alert: Alert }) {
  if (supplier === null) return <span className="muted">No supplier</span>;
  return (
    <>
      <span className="truncate">
        {quantity === null || quantity === 0 ? (
          <span className="muted">Nothing</span>
        ) : (
          <>
            <span className="sr-only">Order </span>
            <span className="strong num">{formatQuantity(quantity)}</span>
          </>
        )}
        <span className="soft"> · {supplier.name}</span>
      </span>
      <small>{units(supplier.leadTimeDays, 'day')} lead time</small>
    </>
  );
}

/** What people made of it. */
export function State({ alert, say }: { alert: Alert; say: SayInstant }) {
  if (alert.state === 'acknowledged')
    return (
      <Badge tone="accent" title="Acknowledged">
        <CircleCheck size={12} aria-hidden /> Acknowledged
      </Badge>
    );
  if (alert.state === 'snoozed') {
    const until = { snoozedUntil: alert.snoozedUntil, worse: alert.snoozedUntilWorse };
    return (
      <span className="alert-row__asleep" title={sleepWords(until, say)}>
        <Badge>
          <BellOff size={12} aria-hidden /> Snoozed
        </Badge>
        <small>{alert.snoozedUntil === null ? 'until worse' : say(alert.snoozedUntil)}</small>
      </span>
    );
  }
  if (alert.state === 'resolved')
    return (
      <Badge tone="ok" title="Resolved">
        <CircleCheckBig size={12} aria-hidden /> Resolved
      </Badge>
    );
  return <span className="sr-only">{stateWords(alert.state)}</span>;
}
