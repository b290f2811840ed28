import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { IconButton } from '../../ui/button.tsx';
import { lazyPart } from '../lazy-part.tsx';
import { setPalette, togglePalette, usePaletteOpen } from './open.ts';

/** Who types on at once must lose no letter to the network: a plain field takes them until the palette is there. */
const Palette = lazyPart(
  () => import('./palette.tsx').then((file) => file.default),
  ({ early, onEarly }) => <EarlyField typed={early} onType={onEarly} />,
);

const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);

/** Where the palette stands, and the keys that open it. */
export function PaletteRoom() {
  const isOpen = usePaletteOpen();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || event.altKey || event.shiftKey) return;
      // On a Mac Ctrl-K deletes to the end of the line.
      if (isMac() ? !event.metaKey || event.ctrlKey : !event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      togglePalette();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      setPalette(false);
    };
  }, []);
  if (!isOpen) return null;
  return <OpenPalette />;
}

function OpenPalette() {
  const [early, setEarly] = useState('');
  return <Palette early={early} onEarly={setEarly} onClose={() => setPalette(false)} />;
}

function EarlyField({ typed, onType }: { typed: string; onType: (typed: string) => void }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <div className="scrim scrim--palette">
      <div className="palette">
        <div className="palette__body">
          <div className="palette__search">
            <Search size={18} aria-hidden className="muted" />
            <input
              ref={field}
              className="palette__input"
              aria-label="Search and commands"
              maxLength={100}
              value={typed}
              onChange={(event) => onType(event.target.value)}
              onKeyDown={(event) => event.key === 'Escape' && setPalette(false)}
            />
          </div>
        </div>
      </div>
    </div>
  );
}

/** Opens the palette by pointer or finger. */
export function PaletteButton({ isIcon = false }: { isIcon?: boolean }) {
  if (isIcon)
    return <IconButton icon={Search} label="Search and commands" onPress={() => setPalette(true)} />;
  return (
    <Button className="palette-button" aria-keyshortcuts="Control+K Meta+K" onPress={() => setPalette(true)}>
      <Search size={15} aria-hidden />
      <span className="grow">Search…</span>
      <kbd aria-hidden>{isMac() ? '⌘K' : 'Ctrl K'}</kbd>
    </Button>
  );
}
