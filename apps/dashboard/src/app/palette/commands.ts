import type { Scope } from '@stockflow/sdk';
import type { LinkProps } from '@tanstack/react-router';
import type { LucideIcon } from 'lucide-react';
import {
  ArrowLeftRight,
  BellRing,
  Boxes,
  Building2,
  ClipboardCheck,
  FileUp,
  FolderTree,
  Hourglass,
  KeyRound,
  LayoutDashboard,
  Package,
  PackageMinus,
  PackagePlus,
  Plus,
  ShoppingCart,
  SlidersHorizontal,
  Truck,
  UserRound,
  Users,
  Warehouse,
} from 'lucide-react';

/** Somewhere to go. */
export interface PlaceCommand {
  id: string;
  label: string;
  icon: LucideIcon;
  link: LinkProps;
  /** Other words that people type for it. */
  words?: string;
  /** Not shown without it. */
  scope?: Scope;
}

export const SCREENS: readonly PlaceCommand[] = [
  {
    id: 'overview',
    label: 'Overview',
    icon: LayoutDashboard,
    link: { to: '/' },
    words: 'home dashboard today',
  },
  {
    id: 'alerts',
    label: 'Alerts',
    icon: BellRing,
    link: { to: '/alerts' },
    words: 'low stock inbox reorder',
    scope: 'alerts:read',
  },
  {
    id: 'products',
    label: 'Products',
    icon: Package,
    link: { to: '/products' },
    words: 'catalogue sku items',
  },
  { id: 'stock', label: 'Stock', icon: Boxes, link: { to: '/stock' }, words: 'levels inventory' },
  { id: 'transfers', label: 'Transfers', icon: ArrowLeftRight, link: { to: '/stock/transfers' } },
  {
    id: 'counts',
    label: 'Counts',
    icon: ClipboardCheck,
    link: { to: '/stock/counts' },
    words: 'stocktaking',
  },
  {
    id: 'reservations',
    label: 'Reservations',
    icon: Hourglass,
    link: { to: '/stock/reservations' },
    words: 'holds',
  },
  {
    id: 'sales',
    label: 'Sales',
    icon: ShoppingCart,
    link: { to: '/sales' },
    words: 'orders',
    scope: 'sales:read',
  },
  {
    id: 'to-ship',
    label: 'Sales to ship',
    icon: ShoppingCart,
    link: { to: '/sales', search: { status: ['confirmed'] } },
    words: 'orders confirmed',
    scope: 'sales:read',
  },
  { id: 'company', label: 'Company settings', icon: Building2, link: { to: '/settings/company' } },
  {
    id: 'warehouses',
    label: 'Warehouses',
    icon: Warehouse,
    link: { to: '/settings/warehouses' },
    words: 'settings',
  },
  {
    id: 'categories',
    label: 'Categories',
    icon: FolderTree,
    link: { to: '/settings/categories' },
    words: 'settings',
  },
  {
    id: 'suppliers',
    label: 'Suppliers',
    icon: Truck,
    link: { to: '/settings/suppliers' },
    words: 'settings',
  },
  {
    id: 'thresholds',
    label: 'Thresholds',
    icon: SlidersHorizontal,
    link: { to: '/settings/thresholds' },
    words: 'settings low stock reorder point',
  },
  {
    id: 'members',
    label: 'Members',
    icon: Users,
    link: { to: '/settings/members' },
    words: 'settings people roles',
  },
  {
    id: 'api-keys',
    label: 'API keys',
    icon: KeyRound,
    link: { to: '/settings/api-keys' },
    words: 'settings',
    scope: 'keys:read',
  },
  {
    id: 'account',
    label: 'Your account',
    icon: UserRound,
    link: { to: '/settings/account' },
    words: 'password',
  },
];

export const ACTS: readonly PlaceCommand[] = [
  {
    id: 'new-sale',
    label: 'New sale',
    icon: Plus,
    link: { to: '/sales/new' },
    words: 'order create',
    scope: 'sales:write',
  },
  {
    id: 'receive',
    label: 'Receive stock',
    icon: PackagePlus,
    link: { to: '/stock/receive' },
    words: 'goods in',
    scope: 'stock:write',
  },
  {
    id: 'adjust',
    label: 'Adjust stock',
    icon: PackageMinus,
    link: { to: '/stock/adjust' },
    words: 'damaged lost correction',
    scope: 'stock:write',
  },
  {
    id: 'new-transfer',
    label: 'New transfer',
    icon: ArrowLeftRight,
    link: { to: '/stock/transfers/new' },
    words: 'move ship',
    scope: 'stock:write',
  },
  {
    id: 'new-product',
    label: 'New product',
    icon: Package,
    link: { to: '/products/new' },
    words: 'create add sku',
    scope: 'catalogue:write',
  },
  {
    id: 'import',
    label: 'Import products from a CSV',
    icon: FileUp,
    link: { to: '/products/import' },
    words: 'spreadsheet excel upload',
    scope: 'catalogue:write',
  },
];

/** True when every word that was typed begins a word of these. */
export const isMatch = (typed: string, text: string): boolean => {
  const words = text.toLowerCase().split(/\s+/);
  return typed
    .toLowerCase()
    .split(/\s+/)
    .filter((part) => part !== '')
    .every((part) => words.some((word) => word.startsWith(part)));
};
