import { onlineManager, useQuery } from '@tanstack/react-query';
import { Link, type LinkProps, Outlet, useRouteContext, useRouterState } from '@tanstack/react-router';
import type { LucideIcon } from 'lucide-react';
import { BellRing, Boxes, LayoutDashboard, Package, Settings, ShoppingCart, WifiOff } from 'lucide-react';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useFollowAlerts } from '../api/alert-feed.ts';
import { alertTotalsQuery } from '../api/alert-queries.ts';
import { identityQuery } from '../api/queries.ts';
import { formatQuantity } from '../format/number.ts';
import { OutboxBar, OutboxRoom } from '../parts/outbox/outbox-room.tsx';
import { Badge } from '../ui/badge.tsx';
import { Mark } from './brand.tsx';
import { IdentityContext, useCan, useIdentity } from './identity.ts';
import { PaletteButton, PaletteRoom } from './palette/room.tsx';
import { ShortcutRoom } from './shortcut-room.tsx';
import { UserMenu } from './user-menu.tsx';

interface Place {
  to: NonNullable<LinkProps['to']>;
  label: string;
  icon: LucideIcon;
}

const PLACES: readonly Place[] = [
  { to: '/', label: 'Overview', icon: LayoutDashboard },
  { to: '/alerts', label: 'Alerts', icon: BellRing },
  { to: '/products', label: 'Products', icon: Package },
  { to: '/stock', label: 'Stock', icon: Boxes },
  { to: '/sales', label: 'Sales', icon: ShoppingCart },
  { to: '/settings', label: 'Settings', icon: Settings },
];

/** The frame of every signed-in screen: where one can go, who one is, and whether the network is there. */
export function AppLayout() {
  const { identity: atEntry } = useRouteContext({ from: '/app' });
  const { data: identity = atEntry } = useQuery({ ...identityQuery, initialData: atEntry });
  useFollowAlerts(identity.scopes.includes('alerts:read'));
  return (
    <IdentityContext value={identity}>
      <a href="#main" className="skip-link">
        Skip to content
      </a>
      <OutboxRoom>
        <div className="shell">
          <Sidebar />
          <TopBar />
          <Main />
          <TabBar />
        </div>
        <PaletteRoom />
        <ShortcutRoom />
      </OutboxRoom>
    </IdentityContext>
  );
}

function Sidebar() {
  const { company } = useIdentity();
  return (
    <div className="sidebar">
      <Link to="/" className="brand">
        <Mark />
        <span>
          StockFlow
          <span className="brand__company truncate">{company.name}</span>
        </span>
      </Link>
      <PaletteButton />
      <nav className="nav" aria-label="Main">
        {PLACES.map((place) => (
          <Link
            key={place.to}
            to={place.to}
            className="nav__item"
            activeOptions={{ includeSearch: false, exact: place.to === '/' }}
          >
            <place.icon size={17} aria-hidden />
            {place.label}
            {place.to === '/alerts' && <CriticalCount className="nav__count" />}
          </Link>
        ))}
      </nav>
      <UserMenu />
    </div>
  );
}

function TopBar() {
  const { company } = useIdentity();
  return (
    <header className="topbar">
      <Link to="/" className="brand">
        <Mark />
        <span className="truncate">{company.name}</span>
      </Link>
      <span className="row">
        <PaletteButton isIcon />
        <UserMenu />
      </span>
    </header>
  );
}

function TabBar() {
  return (
    <nav className="tabbar" aria-label="Main">
      {PLACES.map((place) => (
        <Link
          key={place.to}
          to={place.to}
          className="tabbar__item"
          activeOptions={{ includeSearch: false, exact: place.to === '/' }}
        >
          <place.icon size={20} aria-hidden />
          {place.label}
          {place.to === '/alerts' && <CriticalCount className="tabbar__count" />}
        </Link>
      ))}
    </nav>
  );
}

function CriticalCount({ className }: { className: string }) {
  const can = useCan();
  const { data } = useQuery({ ...alertTotalsQuery, enabled: can('alerts:read'), refetchInterval: 120_000 });
  if (data === undefined || data.bySeverity.critical === 0) return null;
  return (
    <span className={className}>
      <Badge tone="danger">
        {formatQuantity(data.bySeverity.critical)}
        <span className="sr-only"> critical</span>
      </Badge>
    </span>
  );
}

function Main() {
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const seen = useRef(path);
  // A new page is a new place: its heading takes the focus, so that a screen reader reads on from there.
  useEffect(() => {
    if (path === undefined || seen.current === path) return;
    const first = seen.current === undefined;
    seen.current = path;
    if (!first) main.current?.querySelector('h1')?.focus({ preventScroll: true });
  }, [path]);
  return (
    <main id="main" ref={main} className="main" tabIndex={-1}>
      <OfflineBar />
      <OutboxBar />
      <Outlet />
    </main>
  );
}

function OfflineBar() {
  const online = useSyncExternalStore(
    (changed) => onlineManager.subscribe(changed),
    () => onlineManager.isOnline(),
  );
  if (online) return null;
  return (
    <div className="offline" role="status">
      <WifiOff size={15} aria-hidden />
      You are offline. What you see is what was last loaded.
    </div>
  );
}
