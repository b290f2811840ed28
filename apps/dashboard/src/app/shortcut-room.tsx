import { lazy, Suspense } from 'react';
import { setShortcutSheet, useShortcutKeys, useShortcutSheet, useShortcuts } from './shortcuts.ts';

const ShortcutSheet = lazy(() => import('./shortcut-sheet.tsx'));

/** The page's keys, and the sheet that names them. */
export function ShortcutRoom() {
  useShortcutKeys();
  useShortcuts('Everywhere', [{ keys: ['?'], label: 'Show these keys', run: () => setShortcutSheet(true) }]);
  if (!useShortcutSheet()) return null;
  return (
    <Suspense fallback={null}>
      <ShortcutSheet onClose={() => setShortcutSheet(false)} />
    </Suspense>
  );
}
