import { useShortcuts } from '../../app/shortcuts.ts';
import { runLastToast } from '../../ui/toast.tsx';
import type { Ask } from './act-bar.tsx';

export interface KeyActs {
  move: (by: 1 | -1) => boolean;
  openCurrent: () => boolean;
  tickCurrent: () => boolean;
  tickAll: () => void;
  /** About what is ticked, else what is open, else what has the focus. */
  ask: (ask: Ask) => boolean;
  toMe: () => boolean;
  explain: () => boolean;
  /** What is open or ticked goes away. */
  leave: () => boolean;
}

/** The keys of the inbox. */
export const useInboxKeys = (acts: KeyActs, mayChange: boolean): void => {
  useShortcuts('Alerts', [
    { keys: ['j'], label: 'Next alert', run: () => acts.move(1) },
    { keys: ['k'], label: 'Alert before', run: () => acts.move(-1) },
    { keys: ['Enter'], label: 'Open', run: acts.openCurrent },
    { keys: ['e'], label: 'Explain the figures', run: acts.explain },
    { keys: ['Escape'], label: 'Close, or clear the selection', run: acts.leave },
    ...(mayChange
      ? [
          { keys: ['x'], label: 'Select', run: acts.tickCurrent },
          { keys: ['Shift+A'], label: 'Select all that are loaded', run: acts.tickAll },
          { keys: ['a'], label: 'Acknowledge', run: () => acts.ask('acknowledge') },
          { keys: ['s'], label: 'Snooze', run: () => acts.ask('snooze') },
          { keys: ['i'], label: 'Assign', run: () => acts.ask('assign') },
          { keys: ['m'], label: 'Make it my task', run: acts.toMe },
          { keys: ['c'], label: 'Comment', run: () => acts.ask('comment') },
          { keys: ['r'], label: 'Resolve', run: () => acts.ask('resolve') },
          { keys: ['Shift+R'], label: 'Reopen', run: () => acts.ask('reopen') },
          { keys: ['z'], label: 'Undo', run: runLastToast },
        ]
      : []),
  ]);
};
