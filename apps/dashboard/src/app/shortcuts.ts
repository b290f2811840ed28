import { useEffect, useRef, useSyncExternalStore } from 'react';

/** A key of the page that does something, as long as what it belongs to is on the screen. */
export interface Shortcut {
  /**
   * Any of these: `j`, `?`, `Enter`, `Shift+A`. Letters are those without Shift; signs are what they are, however a keyboard
   * makes them.
   */
  keys: readonly string[];
  /** What it does, for the sheet of keys. */
  label: string;
  /** Answer false where there is nothing to do: then the key does what it does anyway. */
  run: () => unknown;
}

interface Group {
  name: string;
  shortcuts: readonly Shortcut[];
}

/** What is on the screen, the newest last: it goes first. */
let groups: readonly Group[] = [];
const listeners = new Set<() => void>();

const change = (next: readonly Group[]): void => {
  groups = next;
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** What stands on the sheet of keys: the groups that are on the screen. */
export const useShortcutGroups = (): readonly Group[] => useSyncExternalStore(subscribe, () => groups);

/**
 * Keys for as long as the component is there. They rest while somebody types, in a dialog, in a menu, and with Ctrl, Alt or Cmd.
 * @example useShortcuts('Alerts', [{ keys: ['a'], label: 'Acknowledge', run: () => acknowledge(chosen) }])
 */
export const useShortcuts = (name: string, shortcuts: readonly Shortcut[]): void => {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  // Announced anew only when the sheet would read otherwise; what a key does is always the latest.
  const reads = shortcuts.map(({ keys, label }) => `${keys.join(' ')} ${label}`).join('\n');
  useEffect(() => {
    const group: Group = {
      name,
      shortcuts: latest.current.map(({ keys, label }, index) => ({
        keys,
        label,
        run: () => latest.current[index]?.run(),
      })),
    };
    change([...groups, group]);
    return () => change(groups.filter((one) => one !== group));
  }, [name, reads]);
};

const OFF = 'stockflow.shortcuts';
let areOff = typeof localStorage !== 'undefined' && localStorage.getItem(OFF) === 'off';

/** Keys of one letter get in the way of who dictates, or rests a hand on the keyboard: they can be switched off (WCAG 2.1.4). */
export const setShortcutsOn = (on: boolean): void => {
  areOff = !on;
  if (on) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, 'off');
  change([...groups]);
};
export const useShortcutsOn = (): boolean => useSyncExternalStore(subscribe, () => !areOff);

let isSheetOpen = false;
/** Opens or closes the sheet of keys. */
export const setShortcutSheet = (open: boolean): void => {
  isSheetOpen = open;
  for (const listener of listeners) listener();
};
export const useShortcutSheet = (): boolean => useSyncExternalStore(subscribe, () => isSheetOpen);

/** Where keys are for typing or for moving about, and not for the page. */
const OWN_KEYS =
  'textarea, select, input:not([type=checkbox], [type=radio]), [contenteditable], [role=dialog], [role=alertdialog], [role=menu], [role=listbox], [role=combobox]';
/** What the browser does with these keys on a button or a link is what a person means. */
const PRESSED = 'button, a, input, summary, [role=button]';

/** The name of the key that was pressed, as shortcuts name it; null for a key that is not theirs. */
export const keyNameOf = (event: {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}): string | null => {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  if (ctrlKey || metaKey || altKey) return null;
  if (/^\p{L}$/u.test(key)) return shiftKey ? `Shift+${key.toUpperCase()}` : key.toLowerCase();
  return key.length > 1 && shiftKey ? `Shift+${key}` : key;
};

/** The shortcut of a key: of what came to the screen last. */
export const shortcutOf = (all: readonly Group[], name: string): Shortcut | undefined =>
  all
    .toReversed()
    .flatMap(({ shortcuts }) => shortcuts)
    .find(({ keys }) => keys.includes(name));

/** A barcode scanner types its next character within so many milliseconds: a letter waits for that long before it does anything. */
const SCAN_GAP_MS = 50;
let lastCharacterAt = Number.NEGATIVE_INFINITY;
let waiting: ReturnType<typeof setTimeout> | undefined;

/** Whether a keystroke belongs to a code that is being scanned: nothing of it is a command. */
const isScanned = ({ key, repeat, timeStamp }: KeyboardEvent): boolean => {
  if (repeat || !(key === 'Enter' || [...key].length === 1)) return false;
  const follows = timeStamp - lastCharacterAt <= SCAN_GAP_MS;
  lastCharacterAt = timeStamp;
  return follows;
};

const onKeyDown = (event: KeyboardEvent): void => {
  const wasScanned = isScanned(event);
  if (wasScanned) clearTimeout(waiting);
  if (areOff || event.defaultPrevented) return;
  const name = keyNameOf(event);
  const { target } = event;
  if (name === null || (target instanceof Element && target.closest(OWN_KEYS) !== null)) return;
  if (wasScanned) {
    // The Enter at its end would press what has the focus.
    if (name === 'Enter') event.preventDefault();
    return;
  }
  const isPress = name === 'Enter' || name === ' ';
  if (isPress && target instanceof Element && target.closest(PRESSED) !== null) return;
  const shortcut = shortcutOf(groups, name);
  if (shortcut === undefined) return;
  if (/^\p{L}$/u.test(event.key) && !event.repeat) waiting = setTimeout(shortcut.run, SCAN_GAP_MS);
  else if (shortcut.run() !== false) event.preventDefault();
};

/** Listens for as long as the signed-in page is there. */
export const useShortcutKeys = (): void => {
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
};
