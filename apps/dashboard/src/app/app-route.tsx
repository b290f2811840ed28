import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router';
import { alertTotalsQuery } from '../api/alert-queries.ts';
import { identityQuery } from '../api/queries.ts';
import { isSessionEnded } from '../api/refusals.ts';
import { AppLayout } from './layout.tsx';
import { NoSuchPage } from './page-states.tsx';

/** The root of every address. */
export const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NoSuchPage,
});

/** Everything below needs a session; without one the way leads to sign-in and then back to the same address. */
export const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  component: AppLayout,
  beforeLoad: async ({ context, location }) => {
    try {
      return { identity: await context.queryClient.ensureQueryData(identityQuery) };
    } catch (error) {
      if (!isSessionEnded(error)) throw error;
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } });
    }
  },
  loader: ({ context }) => {
    if (context.identity.scopes.includes('alerts:read'))
      void context.queryClient.prefetchQuery(alertTotalsQuery);
  },
});
