import type { LucideIcon } from 'lucide-react';
import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { IconButton } from './button.tsx';

export interface Act {
  id: string;
  label: string;
  icon?: LucideIcon;
  destructive?: boolean;
  run: () => void;
}

/** What else can be done: a menu behind a button, "More" unless another one is given. Nothing where there is nothing. */
export function Menu({
  label,
  acts,
  button,
  placement = 'bottom end',
}: {
  label: string;
  acts: readonly Act[];
  button?: ReactNode;
  placement?: 'bottom end' | 'top start' | 'bottom start';
}) {
  if (acts.length === 0) return null;
  return (
    <MenuTrigger>
      {button ?? <IconButton icon={Ellipsis} label={label} />}
      <Popover className="popover popover--menu" placement={placement} offset={6}>
        <AriaMenu
          aria-label={label}
          className="menu"
          items={acts}
          onAction={(key) => acts.find((act) => act.id === key)?.run()}
        >
          {(act) => (
            <MenuItem
              id={act.id}
              textValue={act.label}
              className={`menu__item${act.destructive === true ? ' menu__item--danger' : ''}`}
            >
              {act.icon !== undefined && <act.icon size={15} aria-hidden />}
              {act.label}
            </MenuItem>
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
