import { useQuery } from '@tanstack/react-query';
import { type LinkProps, useNavigate } from '@tanstack/react-router';
import type { LucideIcon } from 'lucide-react';
import { LogOut, Monitor, Moon, Package, ShoppingCart, Sun, Truck } from 'lucide-react';
import { productChoicesQuery, saleChoicesQuery } from '../../api/queries.ts';
import { suppliersQuery } from '../../api/reference.ts';
import { formatQuantity } from '../../format/number.ts';
import { useCan, useFormat } from '../identity.ts';
import { setTheme } from '../theme.ts';
import { useDebounced } from '../use-debounced.ts';
import { useSignOut } from '../user-menu.tsx';
import { ACTS, isMatch, type PlaceCommand, SCREENS } from './commands.ts';

/** One row of the palette. */
export interface Result {
  id: string;
  label: string;
  icon: LucideIcon;
  /** A second line, or what stands to the right. */
  note?: string;
  run: () => void;
}

export interface ResultGroup {
  id: string;
  label: string;
  results: Result[];
}

/** Of each kind of thing that is found, at most so many. */
const FOUND_MAX = 6;

/** What fits what was typed: acts and screens at once, things as the server finds them. */
export const useResults = (typed: string): { groups: ResultGroup[]; isSearching: boolean } => {
  const search = useDebounced(typed.trim(), 120);
  const acts = useActs(typed);
  const screens = usePlaces(SCREENS, typed);
  const { groups: found, isFetching } = useFound(search, typed.trim());
  const groups = [
    { id: 'acts', label: 'Do', results: acts },
    // What one looks for by name comes before where one could go.
    ...found,
    { id: 'screens', label: 'Go to', results: screens },
  ].filter(({ results }) => results.length > 0);
  return { groups, isSearching: isFetching || search !== typed.trim() };
};

const useGo = (): ((link: LinkProps) => void) => {
  const navigate = useNavigate();
  return (link) => void navigate(link as never);
};

const usePlaces = (places: readonly PlaceCommand[], typed: string): Result[] => {
  const can = useCan();
  const go = useGo();
  return places
    .filter(
      ({ scope, label, words = '' }) =>
        (scope === undefined || can(scope)) && isMatch(typed, `${label} ${words}`),
    )
    .map(({ id, label, icon, link }) => ({ id, label, icon, run: () => go(link) }));
};

const useActs = (typed: string): Result[] => {
  const signOut = useSignOut();
  const places = usePlaces(ACTS, typed);
  const others: (Result & { words: string })[] = [
    {
      id: 'light',
      label: 'Theme: light',
      words: 'switch appearance',
      icon: Sun,
      run: () => setTheme('light'),
    },
    { id: 'dark', label: 'Theme: dark', words: 'switch appearance', icon: Moon, run: () => setTheme('dark') },
    {
      id: 'system',
      label: 'Theme: as the system',
      words: 'switch appearance',
      icon: Monitor,
      run: () => setTheme('system'),
    },
    { id: 'sign-out', label: 'Sign out', words: 'log out leave', icon: LogOut, run: () => signOut.mutate() },
  ];
  // Without a word typed the list is of what one does often.
  const shown = typed.trim() === '' ? others.slice(3) : others;
  return [...places, ...shown.filter(({ label, words }) => isMatch(typed, `${label} ${words}`))];
};

/** What the server found for fewer letters stays in sight until it has answered for more, as far as it still fits. */
const stillFits = (typed: string, ...texts: (string | null)[]): boolean =>
  texts.some((text) => text?.toLowerCase().includes(typed.toLowerCase()) === true);

const useFound = (search: string, typed: string): { groups: ResultGroup[]; isFetching: boolean } => {
  const can = useCan();
  const go = useGo();
  const { money } = useFormat();
  const isAsked = search.length > 0;
  const products = useQuery({ ...productChoicesQuery(search), enabled: isAsked && can('catalogue:read') });
  const sales = useQuery({ ...saleChoicesQuery(search), enabled: isAsked && can('sales:read') });
  const suppliers = useQuery({ ...suppliersQuery, enabled: isAsked && can('catalogue:read') });
  const isOld = search !== typed || products.isPlaceholderData || sales.isPlaceholderData;
  const foundProducts = (products.data?.items ?? []).filter(
    ({ name, sku }) => !isOld || stillFits(typed, name, sku),
  );
  const foundSales = (sales.data?.items ?? []).filter(
    ({ externalId, customerName }) => !isOld || stillFits(typed, externalId, customerName),
  );
  const groups = !isAsked
    ? []
    : [
        {
          id: 'products',
          label: 'Products',
          results: foundProducts.slice(0, FOUND_MAX).map((product) => ({
            id: `product-${product.id}`,
            label: product.name,
            note: `${product.sku} · ${formatQuantity(product.available)} available`,
            icon: Package,
            run: () => go({ to: '/products/$productId', params: { productId: product.id } }),
          })),
        },
        {
          id: 'sales',
          label: 'Sales',
          results: foundSales.slice(0, FOUND_MAX).map((sale) => ({
            id: `sale-${sale.id}`,
            label: [sale.externalId, sale.customerName].filter(Boolean).join(', ') || 'Sale',
            note: `${sale.status} · ${money(sale.total)}`,
            icon: ShoppingCart,
            run: () => go({ to: '/sales/$saleId', params: { saleId: sale.id } }),
          })),
        },
        {
          id: 'suppliers',
          label: 'Products of a supplier',
          results: (suppliers.data ?? [])
            .filter(({ name }) => isMatch(search, name))
            .slice(0, FOUND_MAX)
            .map((supplier) => ({
              id: `supplier-${supplier.id}`,
              label: supplier.name,
              icon: Truck,
              run: () => go({ to: '/products', search: { supplier: [supplier.id] } }),
            })),
        },
      ];
  return { groups, isFetching: products.isFetching || sales.isFetching };
};
