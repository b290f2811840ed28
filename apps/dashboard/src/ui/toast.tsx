import { CircleCheck, X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { IconButton } from './button.tsx';

/** How long a message stays, in milliseconds. */
const STAYS_MS = 6_000;

interface Message {
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

/** Says that something was done. For what was refused, the words belong where the person acts, not here. */
export const toast = (words: string): void => {
  lastId += 1;
  const id = lastId;
  change([...messages.slice(-2), { id, words }]);
  setTimeout(() => dismiss(id), STAYS_MS);
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Where messages appear: read out politely, never in the way of the focus. */
export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => messages);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map((message) => (
        <div key={message.id} className="toast">
          <CircleCheck size={16} aria-hidden className="toast__icon" />
          <span className="grow">{message.words}</span>
          <IconButton icon={X} label="Dismiss" onPress={() => dismiss(message.id)} />
        </div>
      ))}
    </div>
  );
}
