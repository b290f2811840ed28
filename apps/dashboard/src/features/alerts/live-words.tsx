import { useLiveAlerts } from '@stockflow/react';
import { ArrowUp } from 'lucide-react';
import { units } from '../../format/number.ts';
import { Button } from '../../ui/button.tsx';
import type { Live } from './use-live.ts';

const PAUSED = { label: 'Paused', title: 'Changes do not arrive by themselves just now' };
const WORDS = {
  off: PAUSED,
  paused: PAUSED,
  ended: PAUSED,
  connecting: { label: 'Connecting…', title: 'Changes will arrive by themselves' },
  live: { label: 'Live', title: 'Changes arrive by themselves' },
  reconnecting: {
    label: 'Reconnecting…',
    title: 'The connection is gone; what happens meanwhile arrives when it is back',
  },
} as const;

/** Whether what one sees is what is. */
export function LiveBadge() {
  const { status } = useLiveAlerts({ refreshes: false });
  const { label, title } = WORDS[status];
  return (
    <span className={`live live--${status}`} role="status" title={title}>
      <span className="live__dot" aria-hidden />
      {label}
    </span>
  );
}

/** What waits to be let in. It lies over the list, so that nothing moves when it comes. */
export function Arrivals({ live }: { live: Live }) {
  const { waiting, letIn } = live;
  const take = () => {
    window.scrollTo({ top: 0 });
    letIn();
  };
  return (
    <div className="arrivals" role="status">
      {waiting !== 0 && (
        <Button look="primary" small icon={ArrowUp} onPress={take}>
          {waiting === null ? 'The list has changed: show it' : `${units(waiting, 'new alert')}: show`}
        </Button>
      )}
    </div>
  );
}
