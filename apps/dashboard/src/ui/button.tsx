import type { LucideIcon } from 'lucide-react';
import { LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
  ProgressBar,
} from 'react-aria-components';

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger';

/** The class of a button's look, for links that act as buttons too. */
export const buttonClass = (look: ButtonLook = 'secondary', small = false): string =>
  `button button--${look}${small ? ' button--small' : ''}`;

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children'> {
  look?: ButtonLook;
  small?: boolean;
  icon?: LucideIcon;
  children: ReactNode;
}

/** A button. While `isPending` it keeps its width and focus and cannot be pressed again. */
export function Button({ look = 'secondary', small = false, icon: Icon, children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={buttonClass(look, small)}>
      {rest.isPending === true && (
        <ProgressBar className="button__spinner" aria-label="in progress" isIndeterminate>
          <LoaderCircle size={16} aria-hidden />
        </ProgressBar>
      )}
      <span className="button__face">
        {Icon !== undefined && <Icon size={small ? 14 : 16} aria-hidden />}
        {children}
      </span>
    </AriaButton>
  );
}

interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'aria-label'> {
  icon: LucideIcon;
  /** What it does, for those who do not see the icon. */
  label: string;
}

/** A button of one icon. */
export function IconButton({ icon: Icon, label, ...rest }: IconButtonProps) {
  return (
    <AriaButton {...rest} aria-label={label} className="icon-button">
      <Icon size={16} aria-hidden />
    </AriaButton>
  );
}
