import { hashKey, MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { identityQuery } from '../api/queries.ts';
import { isSessionEnded, refusalOf } from '../api/refusals.ts';

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: {
      /** The call has a password of its own: "not valid" is about that and not about the session. */
      carriesPassword?: boolean;
    };
  }
}

/** The page's memory of what it read. `onSessionEnded` is told when the server no longer knows who calls. */
export const createQueryClient = (onSessionEnded: () => void): QueryClient => {
  /** The role is another than the page knows: it asks anew, and what may not be done any more is shown no more. */
  const onRefused = (error: unknown): void => {
    if (refusalOf(error)?.code === 'FORBIDDEN')
      void client.invalidateQueries({ queryKey: identityQuery.queryKey });
  };
  const client = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        // Nobody was signed in yet: the way to sign-in is the router's.
        const isFirstLook =
          query.queryHash === hashKey(identityQuery.queryKey) && query.state.data === undefined;
        if (!isFirstLook && isSessionEnded(error)) onSessionEnded();
        onRefused(error);
      },
    }),
    mutationCache: new MutationCache({
      onError: (error, _input, _result, mutation) => {
        if (mutation.meta?.carriesPassword !== true && isSessionEnded(error)) onSessionEnded();
        onRefused(error);
      },
    }),
    defaultOptions: {
      // The SDK retries what is safe to retry.
      queries: { staleTime: 15_000, retry: false },
      // Without a network a write fails at once and says so; it does not happen an hour later by itself.
      mutations: { networkMode: 'always', retry: false },
    },
  });
  return client;
};
