import type { Movement } from '@stockflow/sdk';
import { useInfiniteQuery } from '@tanstack/react-query';
import { movementsQuery } from '../../api/queries.ts';
import { useFormat } from '../../app/identity.ts';
import { units } from '../../format/number.ts';
import { useActorName } from '../../parts/actor-name.ts';
import { useWarehouseName } from '../../parts/working-warehouse.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { LoadProblem, Skeleton } from '../../ui/states.tsx';

/** Movements that one person made in one go. */
interface Step {
  first: Movement;
  units: number;
}

/** One call books many lines: the history tells of the call. */
const stepsOf = (movements: readonly Movement[]): Step[] => {
  const steps = new Map<string, Step>();
  for (const movement of movements) {
    const key = `${movement.recordedAt} ${movement.kind} ${movement.actorId}`;
    const step = steps.get(key) ?? { first: movement, units: 0 };
    steps.set(key, { ...step, units: step.units + Math.abs(movement.onHandChange) });
  }
  return [...steps.values()];
};

/** Who sent and received what, the newest first. */
export function TransferHistory({ transferId }: { transferId: string }) {
  const query = useInfiniteQuery(movementsQuery({ referenceId: transferId }));
  const format = useFormat();
  const actorName = useActorName();
  const nameOf = useWarehouseName();
  const steps = stepsOf(query.data?.pages.flatMap((page) => page.items) ?? []);
  return (
    <Card title="History">
      {query.data === undefined && query.isError ? (
        <LoadProblem error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
      ) : query.data === undefined ? (
        <Skeleton lines={2} />
      ) : (
        <ul className="timeline">
          {steps.map(({ first, units: moved }) => (
            <li key={first.id}>
              <p>
                {units(moved)} {first.kind === 'TRANSFER_OUT' ? 'left' : 'came into'}{' '}
                <span className="strong">{nameOf(first.warehouseId)}</span>
              </p>
              <p className="muted small">
                {actorName(first.actorType, first.actorId)}, {format.instant(first.recordedAt)}
              </p>
              {first.notes !== null && <p className="soft small prewrap">{first.notes}</p>}
            </li>
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button onPress={() => void query.fetchNextPage()} isPending={query.isFetchingNextPage}>
          Load earlier
        </Button>
      )}
    </Card>
  );
}
