import { lazyPart } from './lazy-part.tsx';
import { setShortcutSheet, useShortcutKeys, useShortcutSheet, useShortcuts } from './shortcuts.ts';

const ShortcutSheet = lazyPart(() => import('./shortcut-sheet.tsx').then((file) => file.default));

/** The page's keys, and the sheet that names them. */
export function ShortcutRoom() {
  useShortcutKeys();
  useShortcuts('Everywhere', [{ keys: ['?'], label: 'Show these keys', run: () => setShortcutSheet(true) }]);
  if (!useShortcutSheet()) return null;
  return <ShortcutSheet onClose={() => setShortcutSheet(false)} />;
}
