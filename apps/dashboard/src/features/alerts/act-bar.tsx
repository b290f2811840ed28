import type { Alert } from '@stockflow/sdk';
import { BellOff, CircleCheck, CircleCheckBig, MessageSquare, RotateCcw, UserRound } from 'lucide-react';
import { useCan } from '../../app/identity.ts';
import { Button } from '../../ui/button.tsx';
import { type AlertAct, mayBe } from './acts.ts';

/** An act that is done at once, or one that asks for more first. */
export type Ask = 'acknowledge' | 'snooze' | 'assign' | 'resolve' | 'reopen' | 'comment';
export type AskAct = (ask: Ask, alerts: readonly Alert[]) => void;

const BUTTONS: readonly {
  ask: Ask;
  kind: AlertAct['kind'] | null;
  label: string;
  icon: typeof BellOff;
  key: string;
}[] = [
  { ask: 'acknowledge', kind: 'acknowledge', label: 'Acknowledge', icon: CircleCheck, key: 'A' },
  { ask: 'snooze', kind: 'snooze', label: 'Snooze', icon: BellOff, key: 'S' },
  { ask: 'assign', kind: 'assign', label: 'Assign', icon: UserRound, key: 'I' },
  { ask: 'resolve', kind: 'resolve', label: 'Resolve', icon: CircleCheckBig, key: 'R' },
  { ask: 'reopen', kind: 'reopen', label: 'Reopen', icon: RotateCcw, key: 'Shift+R' },
];

/**
 * What can be done with these alerts as they are; nothing for who may not. `withComment`: where there is no field for words
 * beside it.
 */
export function ActBar({
  alerts,
  ask,
  withComment = false,
}: {
  alerts: readonly Alert[];
  ask: AskAct;
  withComment?: boolean;
}) {
  if (!useCan()('alerts:write')) return null;
  const possible = BUTTONS.filter(({ kind }) => kind === null || alerts.some((alert) => mayBe(kind, alert)));
  return (
    <div className="act-bar">
      {possible.map((button) => (
        <Button
          key={button.ask}
          small
          icon={button.icon}
          aria-keyshortcuts={button.key}
          onPress={() => ask(button.ask, alerts)}
        >
          {button.label}
        </Button>
      ))}
      {withComment && (
        <Button small icon={MessageSquare} aria-keyshortcuts="C" onPress={() => ask('comment', alerts)}>
          Comment
        </Button>
      )}
    </div>
  );
}
