import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { levelsQuery } from '../api/queries.ts';
import { countsQuery, reservationsQuery, transfersQuery } from '../api/stock-queries.ts';
import { readAdjustSearch } from '../features/adjust/address.ts';
import { countsFilter, readCountSearch, readCountsSearch } from '../features/counts/address.ts';
import { readReservationsSearch, reservationsFilter } from '../features/reservations/address.ts';
import { readStockSearch, stockFilter } from '../features/stock/address.ts';
import { readTransfersSearch, transfersFilter } from '../features/transfers/address.ts';
import { appRoute } from './app-route.tsx';

const stockRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/stock',
  component: lazyRouteComponent(() => import('../features/stock/layout.tsx'), 'StockLayout'),
});
const levelsRoute = createRoute({
  getParentRoute: () => stockRoute,
  path: '/',
  validateSearch: readStockSearch,
  loaderDeps: ({ search }) => stockFilter(search),
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(levelsQuery(deps)),
  component: lazyRouteComponent(() => import('../features/stock/page.tsx'), 'StockPage'),
});
const receiveRoute = createRoute({
  getParentRoute: () => stockRoute,
  path: '/receive',
  component: lazyRouteComponent(() => import('../features/receive/page.tsx'), 'ReceivePage'),
});
const adjustRoute = createRoute({
  getParentRoute: () => stockRoute,
  path: '/adjust',
  validateSearch: readAdjustSearch,
  component: lazyRouteComponent(() => import('../features/adjust/page.tsx'), 'AdjustPage'),
});
const transfersRoute = createRoute({
  getParentRoute: () => stockRoute,
  path: '/transfers',
  validateSearch: readTransfersSearch,
  loaderDeps: ({ search }) => transfersFilter(search),
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(transfersQuery(deps)),
  component: lazyRouteComponent(() => import('../features/transfers/list.tsx'), 'TransfersPage'),
});
const newTransferRoute = createRoute({
  getParentRoute: () => stockRoute,
  path: '/transfers/new',
  component: lazyRouteComponent(() => import('../features/transfers/new.tsx'), 'NewTransferPage'),
});
const transferRoute = createRoute({
  getParentRoute: () => stockRoute,
  path: '/transfers/$transferId',
  component: lazyRouteComponent(() => import('../features/transfers/detail.tsx'), 'TransferPage'),
});
const countsRoute = createRoute({
  getParentRoute: () => stockRoute,
  path: '/counts',
  validateSearch: readCountsSearch,
  loaderDeps: ({ search }) => countsFilter(search),
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(countsQuery(deps)),
  component: lazyRouteComponent(() => import('../features/counts/list.tsx'), 'CountsPage'),
});
const countRoute = createRoute({
  getParentRoute: () => stockRoute,
  path: '/counts/$countId',
  validateSearch: readCountSearch,
  component: lazyRouteComponent(() => import('../features/counts/count.tsx'), 'CountPage'),
});
const reservationsRoute = createRoute({
  getParentRoute: () => stockRoute,
  path: '/reservations',
  validateSearch: readReservationsSearch,
  loaderDeps: ({ search }) => reservationsFilter(search),
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(reservationsQuery(deps)),
  component: lazyRouteComponent(() => import('../features/reservations/page.tsx'), 'ReservationsPage'),
});

/** Every address of the work in the warehouse. */
export const stockRoutes = stockRoute.addChildren([
  levelsRoute,
  receiveRoute,
  adjustRoute,
  transfersRoute,
  newTransferRoute,
  transferRoute,
  countsRoute,
  countRoute,
  reservationsRoute,
]);
