import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Keyboard, KeyRound, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { Button } from 'react-aria-components';
import { describeProblem } from '../api/refusals.ts';
import { stockflow } from '../api/stockflow.ts';
import { type Act, Menu } from '../ui/menu.tsx';
import { toast } from '../ui/toast.tsx';
import { useIdentity } from './identity.ts';
import { setShortcutSheet } from './shortcuts.ts';
import { setTheme, type Theme, useTheme } from './theme.ts';

const NEXT_THEME: Record<Theme, { theme: Theme; label: string; icon: Act['icon'] }> = {
  system: { theme: 'light', label: 'Theme: as the system', icon: Monitor },
  light: { theme: 'dark', label: 'Theme: light', icon: Sun },
  dark: { theme: 'system', label: 'Theme: dark', icon: Moon },
};

/** Who is signed in, and what belongs to that person alone. */
export function UserMenu() {
  const { user, apiKey } = useIdentity();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const theme = NEXT_THEME[useTheme()];
  const name = user === null ? (apiKey?.name ?? 'API key') : `${user.firstName} ${user.lastName}`;
  const acts: Act[] = [
    {
      id: 'account',
      label: 'Your account',
      icon: KeyRound,
      run: () => void navigate({ to: '/settings/account' }),
    },
    {
      id: 'theme',
      label: theme.label,
      ...(theme.icon && { icon: theme.icon }),
      run: () => setTheme(theme.theme),
    },
    { id: 'keys', label: 'Keyboard shortcuts', icon: Keyboard, run: () => setShortcutSheet(true) },
    { id: 'sign-out', label: 'Sign out', icon: LogOut, run: () => signOut.mutate() },
  ];
  return (
    <Menu
      label={`Account of ${name}`}
      acts={acts}
      placement="top start"
      button={
        <Button className="user-button">
          <span className="avatar" aria-hidden>
            {initials(name)}
          </span>
          <span className="user-button__name">
            <span className="truncate">{name}</span>
            <small>{user?.role}</small>
          </span>
        </Button>
      }
    />
  );
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();

/** Ends the session and forgets what was read. */
export function useSignOut() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => stockflow.auth.signOut(),
    onSuccess: async () => {
      await navigate({ to: '/sign-in' });
      client.clear();
    },
    onError: (error) => toast(`You are still signed in. ${describeProblem(error).message}`),
  });
}
