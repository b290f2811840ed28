import type { Overview } from '@stockflow/sdk';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { LucideIcon } from 'lucide-react';
import {
  ArrowLeftRight,
  BellRing,
  ChevronRight,
  ClipboardCheck,
  Hourglass,
  PackageCheck,
  TriangleAlert,
} from 'lucide-react';
import { useFormat } from '../../app/identity.ts';
import { formatQuantity } from '../../format/number.ts';
import { Card } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/states.tsx';

interface Task {
  key: string;
  icon: LucideIcon;
  count: number;
  /** What so many of it are: "sales wait to be shipped". */
  words: string;
  note?: string;
  urgent?: boolean;
  link: LinkProps;
}

/** What a person should look at today, the most urgent first; each row leads to its list. */
export function Today({ overview }: { overview: Overview }) {
  const format = useFormat();
  const tasks = tasksOf(overview, format.day);
  const waiting = tasks.filter(({ count }) => count > 0);
  return (
    <Card title="Needs you today" flush>
      <ul className="tasks">
        {tasks.map((task) => (
          <li key={task.key}>
            <Link {...task.link} className={`task${task.count === 0 ? ' task--none' : ''}`}>
              <task.icon
                size={18}
                aria-hidden
                className={task.urgent === true && task.count > 0 ? 'danger-text' : 'muted'}
              />
              <span className="task__count num">{formatQuantity(task.count)}</span>
              <span className="task__words">
                {task.words}
                {task.note !== undefined && <small className="muted"> {task.note}</small>}
              </span>
              <ChevronRight size={16} aria-hidden className="muted" />
            </Link>
          </li>
        ))}
      </ul>
      {waiting.length === 0 && (
        <p className="tasks__done">Nothing waits for you. A good day to count a shelf.</p>
      )}
    </Card>
  );
}

/** As tall as what will stand there. */
export function TodayWaiting() {
  return (
    <Card title="Needs you today" flush>
      <Skeleton lines={6} />
    </Card>
  );
}

const many = (count: number, one: string, other: string): string => (count === 1 ? one : other);

const tasksOf = (overview: Overview, day: (instant: string) => string): Task[] => {
  const { alerts, sales, reservationsEnding, transfersInTransit, countsOpen } = overview;
  const tasks: Task[] = [];
  if (alerts !== null) {
    tasks.push(
      {
        key: 'critical',
        icon: TriangleAlert,
        count: alerts.critical,
        words: `${many(alerts.critical, 'alert is', 'alerts are')} critical: stock runs out within days`,
        urgent: true,
        link: { to: '/alerts', search: { severity: 'critical' } },
      },
      {
        key: 'low',
        icon: BellRing,
        count: alerts.low,
        words: many(alerts.low, 'more is low', 'more are low'),
        ...(alerts.acknowledged > 0 && {
          note: `${formatQuantity(alerts.acknowledged)} already acknowledged`,
        }),
        link: { to: '/alerts', search: { severity: 'low' } },
      },
    );
  }
  if (sales !== null) {
    tasks.push({
      key: 'ship',
      icon: PackageCheck,
      count: sales.toShip,
      words: many(sales.toShip, 'sale waits to be shipped', 'sales wait to be shipped'),
      ...(sales.oldestToShipAt !== null && { note: `the oldest since ${day(sales.oldestToShipAt)}` }),
      link: { to: '/sales', search: { status: ['confirmed'] } },
    });
  }
  tasks.push(
    {
      key: 'holds',
      icon: Hourglass,
      count: reservationsEnding,
      words: many(reservationsEnding, 'reservation ends within a day', 'reservations end within a day'),
      link: { to: '/stock/reservations', search: { status: 'active' } },
    },
    {
      key: 'transit',
      icon: ArrowLeftRight,
      count: transfersInTransit,
      words: many(transfersInTransit, 'transfer is in transit', 'transfers are in transit'),
      link: { to: '/stock/transfers', search: { status: 'in_transit' } },
    },
    {
      key: 'counts',
      icon: ClipboardCheck,
      count: countsOpen,
      words: many(countsOpen, 'count is open', 'counts are open'),
      link: { to: '/stock/counts', search: { status: 'open' } },
    },
  );
  return tasks;
};
