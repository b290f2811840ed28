import type { Alert } from '@stockflow/sdk';
import { lazy, Suspense } from 'react';
import type { Ask } from './act-bar.tsx';
import type { AlertAct } from './acts.ts';

const SnoozeDialog = lazy(() =>
  import('./snooze-dialog.tsx').then((file) => ({ default: file.SnoozeDialog })),
);
const AssignDialog = lazy(() =>
  import('./assign-dialog.tsx').then((file) => ({ default: file.AssignDialog })),
);
const ResolveDialog = lazy(() =>
  import('./resolve-dialog.tsx').then((file) => ({ default: file.ResolveDialog })),
);
const CommentDialog = lazy(() => import('./comment.tsx').then((file) => ({ default: file.CommentDialog })));

export interface Asking {
  ask: Ask;
  alerts: readonly Alert[];
}

/** What an act needs to know first. Fetched when it is first asked. */
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
    <Suspense fallback={null}>
      {ask === 'snooze' && <SnoozeDialog {...props} />}
      {ask === 'assign' && <AssignDialog {...props} />}
      {ask === 'resolve' && <ResolveDialog {...props} />}
      {ask === 'comment' && <CommentDialog alerts={alerts} onClose={onClose} />}
    </Suspense>
  );
}
