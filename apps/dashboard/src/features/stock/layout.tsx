import { Link, type LinkProps, Outlet, useRouterState } from '@tanstack/react-router';
import type { LucideIcon } from 'lucide-react';
import {
  ArrowRightLeft,
  Boxes,
  ClipboardList,
  Hourglass,
  PackagePlus,
  SlidersHorizontal,
} from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useCan } from '../../app/identity.ts';

interface Section {
  to: NonNullable<LinkProps['to']>;
  label: string;
  icon: LucideIcon;
  /** Only for those who may move stock. */
  moves?: boolean;
}

const SECTIONS: readonly Section[] = [
  { to: '/stock', label: 'Levels', icon: Boxes },
  { to: '/stock/receive', label: 'Receive', icon: PackagePlus, moves: true },
  { to: '/stock/adjust', label: 'Adjust', icon: SlidersHorizontal, moves: true },
  { to: '/stock/transfers', label: 'Transfers', icon: ArrowRightLeft },
  { to: '/stock/counts', label: 'Counts', icon: ClipboardList },
  { to: '/stock/reservations', label: 'Reservations', icon: Hourglass },
];

/** Work in the warehouse: where one can go from each of its screens. */
export function StockLayout() {
  const can = useCan();
  const nav = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // On a narrow screen the sections are a strip that scrolls: the present one must be in sight.
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [path]);
  const sections = SECTIONS.filter(({ moves }) => moves !== true || can('stock:write'));
  // One transfer or one count is a task of its own: the strip would only be in the way of the numerals.
  const isTask = !SECTIONS.some(({ to }) => to === path.replace(/\/$/, ''));
  return (
    <>
      {!isTask && (
        <nav ref={nav} className="stock-nav" aria-label="Stock">
          {sections.map((section) => (
            <Link
              key={section.to}
              to={section.to}
              className="stock-nav__item"
              activeOptions={{ exact: true, includeSearch: false }}
            >
              <section.icon size={17} aria-hidden />
              {section.label}
            </Link>
          ))}
        </nav>
      )}
      <Outlet />
    </>
  );
}
