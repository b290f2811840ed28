import { useState } from 'react';
import { Checkbox } from '../ui/checkbox.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { setShortcutsOn, useShortcutGroups, useShortcutsOn } from './shortcuts.ts';

const SIGNS: Record<string, string> = { Enter: '↵', Escape: 'Esc', ArrowDown: '↓', ArrowUp: '↑' };
const SPOKEN: Record<string, string> = {
  '?': 'question mark',
  '/': 'slash',
  ArrowDown: 'down',
  ArrowUp: 'up',
};

/** The keys of what is on the screen, and the switch that turns them off. */
export default function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const [groups] = useState(useShortcutGroups());
  const areOn = useShortcutsOn();
  return (
    <Dialog title="Keyboard" isOpen onClose={onClose} wide>
      <div className="dialog__content key-sheet">
        {groups.toReversed().map((group) => (
          <section key={group.name}>
            <h3>{group.name}</h3>
            <dl>
              {group.shortcuts.map(({ keys, label }) => (
                <div key={label} className="key-sheet__line">
                  <dt>{label}</dt>
                  <dd>
                    {keys.map((key) => (
                      <Key key={key} name={key} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>Search and commands</h3>
          <dl>
            <div className="key-sheet__line">
              <dt>Open the palette</dt>
              <dd>
                <kbd>Ctrl</kbd> <kbd>K</kbd>
              </dd>
            </div>
          </dl>
        </section>
        <Checkbox isSelected={areOn} onChange={setShortcutsOn}>
          Keys of one letter are on
        </Checkbox>
      </div>
    </Dialog>
  );
}

function Key({ name }: { name: string }) {
  const parts = name.split('+');
  return (
    <span className="key-sheet__key">
      {parts.map((part) => (
        <kbd key={part}>
          <span aria-hidden>{SIGNS[part] ?? (part.length === 1 ? part.toUpperCase() : part)}</span>
          <span className="sr-only">{SPOKEN[part] ?? part}</span>
        </kbd>
      ))}
    </span>
  );
}
