import type { SessionStarted } from '@stockflow/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { identityQuery } from '../../api/queries.ts';
import { Mark } from '../../app/brand.tsx';
import { useTitle } from '../../ui/page.tsx';

/** The frame of the pages before one is signed in. */
export function Entrance({
  title,
  lead,
  children,
  foot,
}: {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  foot?: ReactNode;
}) {
  useTitle(title);
  return (
    <main className="entrance">
      <div className="entrance__box">
        <div className="entrance__brand">
          <Mark size={28} />
          StockFlow
        </div>
        <div className="entrance__card">
          <h1>{title}</h1>
          <p className="entrance__lead">{lead}</p>
          {children}
        </div>
        {foot !== undefined && <p className="entrance__foot">{foot}</p>}
      </div>
    </main>
  );
}

/** A session has begun: what another person read here is forgotten, and the way goes on to `next`. */
export const useBegin = (next?: string): ((started: SessionStarted) => void) => {
  const client = useQueryClient();
  const router = useRouter();
  return (started) => {
    client.clear();
    client.setQueryData(identityQuery.queryKey, started.identity);
    router.history.push(next ?? '/');
  };
};

/** The whole line is a button's width. */
export const WIDE_FORM = 'form form--entrance';
