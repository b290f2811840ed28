import { useSyncExternalStore } from 'react';

let isOpen = false;
const listeners = new Set<() => void>();

/** Opens or closes the command palette: there is one, wherever the button stands. */
export const setPalette = (open: boolean): void => {
  isOpen = open;
  for (const listener of listeners) listener();
};

export const togglePalette = (): void => setPalette(!isOpen);

export const usePaletteOpen = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => isOpen,
  );
