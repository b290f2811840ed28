import { Link, type LinkProps, Outlet, useRouterState } from '@tanstack/react-router';
import type { LucideIcon } from 'lucide-react';
import {
  Building2,
  CircleUser,
  KeyRound,
  SlidersHorizontal,
  Tags,
  Truck,
  Users,
  Warehouse,
} from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useCan } from '../../app/identity.ts';
import { Page } from '../../ui/page.tsx';

interface Section {
  to: NonNullable<LinkProps['to']>;
  label: string;
  icon: LucideIcon;
}

const SECTIONS: readonly Section[] = [
  { to: '/settings/company', label: 'Company', icon: Building2 },
  { to: '/settings/warehouses', label: 'Warehouses', icon: Warehouse },
  { to: '/settings/categories', label: 'Categories', icon: Tags },
  { to: '/settings/suppliers', label: 'Suppliers', icon: Truck },
  { to: '/settings/thresholds', label: 'Thresholds', icon: SlidersHorizontal },
  { to: '/settings/members', label: 'Members', icon: Users },
  { to: '/settings/api-keys', label: 'API keys', icon: KeyRound },
  { to: '/settings/account', label: 'Your account', icon: CircleUser },
];

/** What is set once and looked up often. */
export function SettingsLayout() {
  const can = useCan();
  const nav = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // On a narrow screen the sections are a strip that scrolls: the present one must be in sight.
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [path]);
  const sections = SECTIONS.filter((section) => section.to !== '/settings/api-keys' || can('keys:read'));
  return (
    <Page title="Settings">
      <div className="settings">
        <nav ref={nav} className="settings__nav" aria-label="Settings">
          {sections.map((section) => (
            <Link key={section.to} to={section.to} className="nav__item">
              <section.icon size={16} aria-hidden />
              {section.label}
            </Link>
          ))}
        </nav>
        <div className="settings__body">
          <Outlet />
        </div>
      </div>
    </Page>
  );
}
