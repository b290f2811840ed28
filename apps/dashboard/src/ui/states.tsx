import type { LucideIcon } from 'lucide-react';
import { CircleAlert, Info, RotateCw, SearchX, TriangleAlert, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { describeProblem } from '../api/refusals.ts';
import { Button } from './button.tsx';

/** Nothing to show, why, and what to do about it. */
export function Empty({
  icon: Icon = SearchX,
  title,
  children,
  action,
}: {
  icon?: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="empty">
      <span className="empty__icon">
        <Icon size={22} aria-hidden />
      </span>
      <p className="empty__title">{title}</p>
      {children !== undefined && <div className="empty__words">{children}</div>}
      {action !== undefined && <div className="empty__action">{action}</div>}
    </div>
  );
}

/** A load that failed: in words, with the id to quote and a way to try again. */
export function LoadProblem({
  error,
  onRetry,
  isRetrying = false,
}: {
  error: unknown;
  onRetry: () => void;
  isRetrying?: boolean;
}) {
  const problem = describeProblem(error);
  const Icon = problem.isNetwork ? WifiOff : CircleAlert;
  return (
    <div className="empty" role="alert">
      <span className="empty__icon empty__icon--danger">
        <Icon size={22} aria-hidden />
      </span>
      <p className="empty__title">{problem.title}</p>
      <div className="empty__words">
        <p>{problem.message}</p>
        <RequestId id={problem.requestId} />
      </div>
      <div className="empty__action">
        <Button icon={RotateCw} onPress={onRetry} isPending={isRetrying}>
          Try again
        </Button>
      </div>
    </div>
  );
}

/** The id under which the server logged the request. */
export function RequestId({ id }: { id: string | null }) {
  if (id === null) return null;
  return (
    <p className="small muted">
      Request <span className="mono request-id">{id}</span>
    </p>
  );
}

/** A notice inside a form or a page. */
export function Notice({
  tone = 'neutral',
  title,
  children,
}: {
  tone?: 'neutral' | 'danger' | 'warn';
  title?: string;
  children?: ReactNode;
}) {
  const Icon = tone === 'danger' ? CircleAlert : tone === 'warn' ? TriangleAlert : Info;
  return (
    <div className={`notice notice--${tone}`} role={tone === 'neutral' ? undefined : 'alert'}>
      <Icon size={16} aria-hidden />
      <div className="grow stack stack--tight">
        {title !== undefined && <p className="strong">{title}</p>}
        {children}
      </div>
    </div>
  );
}

/** Grey bars in the place of what is being loaded, as many lines as will stand there. */
export function Skeleton({ lines = 3, tall = false }: { lines?: number; tall?: boolean }) {
  return (
    <div className="skeletons" role="status" aria-label="Loading">
      {Array.from({ length: lines }, (_, line) => line).map((line) => (
        <span key={line} className={`skeleton${tall ? ' skeleton--tall' : ''}`} />
      ))}
    </div>
  );
}
