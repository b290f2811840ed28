import type { Alert } from '@stockflow/sdk';
import { lazyPart } from '../../app/lazy-part.tsx';
import type { Ask } from './act-bar.tsx';
import type { AlertAct } from './acts.ts';

const SnoozeDialog = lazyPart(() => import('./snooze-dialog.tsx').then((file) => file.SnoozeDialog));
const AssignDialog = lazyPart(() => import('./assign-dialog.tsx').then((file) => file.AssignDialog));
const ResolveDialog = lazyPart(() => import('./resolve-dialog.tsx').then((file) => file.ResolveDialog));
const CommentDialog = lazyPart(() => import('./comment.tsx').then((file) => file.CommentDialog));

export interface Asking {
  ask: Ask;
  alerts: readonly Alert[];
}

/** What an act needs to know first.  */
export function AskDialog({
  asking,
  onAct,
  onClose,
}: {
  asking: Asking | null;
  onAct: (act: AlertAct, alerts: readonly Alert[]) => void;
  onClose: () => void;
}) {
  if (asking === null) return null;
  const { ask, alerts } = asking;
  const props = { alerts, onClose, onAct: (act: AlertAct) => onAct(act, alerts) };
  return (
    <>
      {ask === 'snooze' && <SnoozeDialog {...props} />}
      {ask === 'assign' && <AssignDialog {...props} />}
      {ask === 'resolve' && <ResolveDialog {...props} />}
      {ask === 'comment' && <CommentDialog alerts={alerts} onClose={onClose} />}
    </>
  );
}
