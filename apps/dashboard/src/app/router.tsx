import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { inboxQuery } from '../api/alert-queries.ts';
import { productQuery, productsQuery, saleQuery, salesQuery, thresholdsQuery } from '../api/queries.ts';
import { overviewQuery } from '../api/report-queries.ts';
import { inboxFilter, readAlertsSearch } from '../features/alerts/address.ts';
import { readOverviewSearch } from '../features/overview/address.ts';
import { productsFilter, readProductSearch, readProductsSearch } from '../features/products/address.ts';
import { readSalesSearch, salesFilter } from '../features/sales/address.ts';
import { readThresholdsSearch, thresholdsFilter } from '../features/thresholds/address.ts';
import { nextOf, oneOf, parseSearch, present, stringifySearch } from './address.ts';
import { appRoute, rootRoute } from './app-route.tsx';
import { NoSuchPage, PageProblem, PageWaiting } from './page-states.tsx';
import { stockRoutes } from './stock-routes.tsx';

const entranceSearch = (raw: Record<string, unknown>): { next?: string; reason?: 'ended' } =>
  present({ next: nextOf(raw.next), reason: oneOf(['ended'] as const, raw.reason) });

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: entranceSearch,
  component: lazyRouteComponent(() => import('../features/auth/sign-in.tsx'), 'SignInPage'),
});
const signUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-up',
  component: lazyRouteComponent(() => import('../features/auth/sign-up.tsx'), 'SignUpPage'),
});
const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invite/$token',
  component: lazyRouteComponent(
    () => import('../features/auth/accept-invitation.tsx'),
    'AcceptInvitationPage',
  ),
});

const homeRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/',
  validateSearch: readOverviewSearch,
  loader: ({ context }) => {
    if (context.identity.scopes.includes('stock:read')) void context.queryClient.prefetchQuery(overviewQuery);
  },
  component: lazyRouteComponent(() => import('../features/overview/page.tsx'), 'OverviewPage'),
});
/** The address that alerts had at first: it stands in bookmarks. */
const lowStockRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/low-stock',
  validateSearch: readAlertsSearch,
  beforeLoad: ({ search }) => {
    throw redirect({ to: '/alerts', search, replace: true });
  },
});
const alertsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/alerts',
  validateSearch: readAlertsSearch,
  loaderDeps: ({ search }) => inboxFilter(search),
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(inboxQuery(deps)),
  component: lazyRouteComponent(() => import('../features/alerts/page.tsx'), 'AlertsPage'),
});

const productsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/products',
  validateSearch: readProductsSearch,
  loaderDeps: ({ search }) => productsFilter(search),
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(productsQuery(deps)),
  component: lazyRouteComponent(() => import('../features/products/list.tsx'), 'ProductsPage'),
});
const newProductRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/products/new',
  component: lazyRouteComponent(() => import('../features/products/edit.tsx'), 'NewProductPage'),
});
const importRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/products/import',
  component: lazyRouteComponent(() => import('../features/import/page.tsx'), 'ImportPage'),
});
// Of one thing only the screen is fetched ahead: a pointer that rests on a scrolling list must not ask for each row.
const productRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/products/$productId',
  validateSearch: readProductSearch,
  loader: ({ context, params, cause }) => {
    if (cause !== 'preload') void context.queryClient.prefetchQuery(productQuery(params.productId));
  },
  component: lazyRouteComponent(() => import('../features/products/detail.tsx'), 'ProductPage'),
});
const editProductRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/products/$productId/edit',
  component: lazyRouteComponent(() => import('../features/products/edit.tsx'), 'EditProductPage'),
});

const salesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/sales',
  validateSearch: readSalesSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    void context.queryClient.prefetchInfiniteQuery(
      salesQuery(salesFilter(deps, context.identity.company.timeZone, new Date())),
    ),
  component: lazyRouteComponent(() => import('../features/sales/list.tsx'), 'SalesPage'),
});
const newSaleRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/sales/new',
  component: lazyRouteComponent(() => import('../features/sales/new-sale.tsx'), 'NewSalePage'),
});
const saleRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/sales/$saleId',
  loader: ({ context, params, cause }) => {
    if (cause !== 'preload') void context.queryClient.prefetchQuery(saleQuery(params.saleId));
  },
  component: lazyRouteComponent(() => import('../features/sales/detail.tsx'), 'SalePage'),
});

const settingsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/settings/layout.tsx'), 'SettingsLayout'),
});
const settingsHomeRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/company', replace: true });
  },
});
const companyRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/company',
  component: lazyRouteComponent(() => import('../features/settings/company.tsx'), 'CompanySettings'),
});
const warehousesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/warehouses',
  component: lazyRouteComponent(() => import('../features/settings/warehouses.tsx'), 'WarehouseSettings'),
});
const categoriesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/categories',
  component: lazyRouteComponent(() => import('../features/settings/categories.tsx'), 'CategorySettings'),
});
const suppliersRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/suppliers',
  component: lazyRouteComponent(() => import('../features/settings/suppliers.tsx'), 'SupplierSettings'),
});
const thresholdsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/thresholds',
  validateSearch: readThresholdsSearch,
  loaderDeps: ({ search }) => thresholdsFilter(search),
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(thresholdsQuery(deps)),
  component: lazyRouteComponent(() => import('../features/thresholds/page.tsx'), 'ThresholdSettings'),
});
const membersRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/members',
  component: lazyRouteComponent(() => import('../features/settings/members.tsx'), 'MemberSettings'),
});
const apiKeysRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/api-keys',
  component: lazyRouteComponent(() => import('../features/settings/api-keys.tsx'), 'ApiKeySettings'),
});
const accountRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('../features/settings/account.tsx'), 'AccountSettings'),
});

const routeTree = rootRoute.addChildren([
  signInRoute,
  signUpRoute,
  invitationRoute,
  appRoute.addChildren([
    homeRoute,
    alertsRoute,
    lowStockRoute,
    productsRoute,
    newProductRoute,
    importRoute,
    productRoute,
    editProductRoute,
    stockRoutes,
    salesRoute,
    newSaleRoute,
    saleRoute,
    settingsRoute.addChildren([
      settingsHomeRoute,
      companyRoute,
      warehousesRoute,
      categoriesRoute,
      suppliersRoute,
      thresholdsRoute,
      membersRoute,
      apiKeysRoute,
      accountRoute,
    ]),
  ]),
]);

/** Every address of the page. Each screen is a file of its own, fetched when it is first wanted. */
export const createAppRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree,
    context: { queryClient },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    // TanStack Query decides what is old; the router always asks it.
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultErrorComponent: PageProblem,
    defaultPendingComponent: PageWaiting,
    defaultNotFoundComponent: NoSuchPage,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
