import type { Alert, AlertChange } from '@stockflow/sdk';
import { useInfiniteQuery } from '@tanstack/react-query';
import { alertHistoryQuery } from '../../api/alert-queries.ts';
import { useCan, useFormat } from '../../app/identity.ts';
import { formatQuantity } from '../../format/number.ts';
import { Button } from '../../ui/button.tsx';
import { LoadProblem, Skeleton } from '../../ui/states.tsx';
import { CommentForm } from './comment.tsx';
import { ago, changeWords, happenedByItself } from './words.ts';

const ACTORS: Record<string, string> = {
  user: 'A former member',
  api_key: 'An API key',
  system: 'StockFlow',
};

/** What became of it, the newest first, with what people wrote; over all times that it was low. */
export function Timeline({ alert, now }: { alert: Alert; now: number }) {
  const query = useInfiniteQuery(alertHistoryQuery(alert.id));
  const mayWrite = useCan()('alerts:write');
  const changes = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="timeline">
      <h3 id="timeline">History</h3>
      {mayWrite && <CommentForm key={alert.id} alert={alert} />}
      {query.data === undefined ? (
        query.isError ? (
          <LoadProblem
            error={query.error}
            onRetry={() => void query.refetch()}
            isRetrying={query.isFetching}
          />
        ) : (
          <Skeleton lines={3} />
        )
      ) : (
        <ol className="timeline">
          {changes.map((change) => (
            <Change key={change.id} change={change} now={now} />
          ))}
        </ol>
      )}
      {query.hasNextPage && (
        <Button small onPress={() => void query.fetchNextPage()} isPending={query.isFetchingNextPage}>
          Earlier
        </Button>
      )}
    </section>
  );
}

function Change({ change, now }: { change: AlertChange; now: number }) {
  const { instant } = useFormat();
  const who = change.actor.name ?? ACTORS[change.actor.type] ?? change.actor.type;
  return (
    <li className={`timeline__item timeline__item--${change.kind}`}>
      <p>
        {!happenedByItself(change) && <strong>{who} </strong>}
        {changeWords(change, instant)}
        {change.kind === 'opened' && change.threshold !== null && (
          <span className="muted">
            : {formatQuantity(change.available)} available, threshold {formatQuantity(change.threshold)}
          </span>
        )}
        <time className="muted nowrap" dateTime={change.at} title={instant(change.at)}>
          {' '}
          · {ago(change.at, now)}
        </time>
      </p>
      {change.notes !== null && <p className="timeline__words prewrap">{change.notes}</p>}
    </li>
  );
}
