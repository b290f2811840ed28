import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Button, IconButton } from './button.tsx';

/** How long a message stays, in milliseconds; one with something to press stays longer. */
const STAYS_MS = 6_000;
const STAYS_TO_PRESS_MS = 12_000;

interface ToastOptions {
  /** `danger` for what did not work, where there is no place beside the act to say it. */
  tone?: 'ok' | 'danger';
  /** What can be pressed: the way back. The message goes with the press. */
  action?: { label: string; run: () => void };
}

interface Message extends ToastOptions {
  id: number;
  words: string;
}

let messages: readonly Message[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

const change = (next: readonly Message[]): void => {
  messages = next;
  for (const listener of listeners) listener();
};

const dismiss = (id: number): void => change(messages.filter((message) => message.id !== id));

/**
 * Says that something was done. For what was refused, the words belong where the person acts, not here, unless there is no
 * such place any more.
 */
export const toast = (words: string, options: ToastOptions = {}): void => {
  lastId += 1;
  const id = lastId;
  change([...messages.slice(-2), { id, words, ...options }]);
  setTimeout(() => dismiss(id), options.action === undefined ? STAYS_MS : STAYS_TO_PRESS_MS);
};

/** Presses what the newest message offers; false when none offers anything. */
export const runLastToast = (): boolean => {
  const message = messages.findLast(({ action }) => action !== undefined);
  if (message?.action === undefined) return false;
  dismiss(message.id);
  message.action.run();
  return true;
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Where messages appear: read out politely, never in the way of the focus, and to be pressed while a dialog is open, too. */
export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => messages);
  return (
    <div className="toasts" role="status" aria-live="polite" data-react-aria-top-layer="true">
      {shown.map((message) => (
        <div key={message.id} className="toast">
          {message.tone === 'danger' ? (
            <CircleAlert size={16} aria-hidden className="toast__icon toast__icon--danger" />
          ) : (
            <CircleCheck size={16} aria-hidden className="toast__icon" />
          )}
          <span className="grow">{message.words}</span>
          {message.action !== undefined && (
            <Button
              small
              look="quiet"
              onPress={() => {
                dismiss(message.id);
                message.action?.run();
              }}
            >
              {message.action.label}
            </Button>
          )}
          <IconButton icon={X} label="Dismiss" onPress={() => dismiss(message.id)} />
        </div>
      ))}
    </div>
  );
}
