import { StockflowProvider } from '@stockflow/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { stockflow } from './api/stockflow.ts';
import { createQueryClient } from './app/query-client.ts';
import { createAppRouter } from './app/router.tsx';
import { Toasts } from './ui/toast.tsx';

const ENTRANCE = /^\/(sign-in|sign-up|invite\/)/;

/** The session ended in the middle: to sign-in, and from there back to the same address. */
const onSessionEnded = async (): Promise<void> => {
  const { pathname, href } = router.state.location;
  if (ENTRANCE.test(pathname)) return;
  await router.navigate({ to: '/sign-in', search: { next: href, reason: 'ended' } });
  queryClient.clear();
};

const queryClient = createQueryClient(() => void onSessionEnded());
const router = createAppRouter(queryClient);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <StockflowProvider client={stockflow}>
        <RouterProvider router={router} />
        <Toasts />
      </StockflowProvider>
    </QueryClientProvider>
  </StrictMode>,
);
