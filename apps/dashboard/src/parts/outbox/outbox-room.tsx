import { onlineManager, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleAlert, CloudUpload } from 'lucide-react';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import { keptPrefix, usePersonId } from '../../app/kept.ts';
import { units } from '../../format/number.ts';
import { Button } from '../../ui/button.tsx';
import { Outbox, type OutboxState, type Parcel } from './outbox.ts';
import { sendParcel } from './send-parcel.ts';

const OutboxContext = createContext<Outbox | null>(null);

const createOutbox = (personId: string, client: QueryClient): Outbox =>
  new Outbox({
    store: localStorage,
    prefix: `${keptPrefix(personId)}outbox.`,
    now: Date.now,
    send: (parcel) => sendParcel(client, parcel),
    later: (work, ms) => {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
  });

/** Sends what waits, wherever the person is on the page; below it `useOutbox` works. */
export function OutboxRoom({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const personId = usePersonId();
  const outbox = useMemo(() => createOutbox(personId, client), [personId, client]);
  useEffect(() => {
    outbox.retryNow();
    const onVisible = () => document.visibilityState === 'visible' && outbox.retryNow();
    const onStorage = () => outbox.reload();
    const leaveNetwork = onlineManager.subscribe((isOnline) => isOnline && outbox.retryNow());
    document.addEventListener('visibilitychange', onVisible);
    window.addEventListener('storage', onStorage);
    return () => {
      outbox.stop();
      leaveNetwork();
      document.removeEventListener('visibilitychange', onVisible);
      window.removeEventListener('storage', onStorage);
    };
  }, [outbox]);
  return <OutboxContext value={outbox}>{children}</OutboxContext>;
}

/** Where writes wait for the network, and what waits now. */
export const useOutbox = (): { outbox: Outbox; state: OutboxState } => {
  const outbox = useContext(OutboxContext);
  if (outbox === null) throw new Error('useOutbox stands outside of the OutboxRoom');
  return { outbox, state: useSyncExternalStore(outbox.subscribe, outbox.snapshot) };
};

/** What waits of one kind. */
export const useParcels = (kind: string): readonly Parcel[] => {
  const { parcels } = useOutbox().state;
  return useMemo(() => parcels.filter((parcel) => parcel.kind === kind), [parcels, kind]);
};

/** Says what could not be sent yet, or was refused while the person was elsewhere. Nothing where all is well. */
export function OutboxBar() {
  const { outbox, state } = useOutbox();
  const refused = state.parcels.filter(({ refusal }) => refusal !== null);
  const waiting = state.parcels.length - refused.length;
  return (
    <>
      {state.isWaiting && waiting > 0 && (
        <div className="offline" role="status">
          <CloudUpload size={15} aria-hidden />
          <span>{units(waiting, 'entry', 'entries')} kept on this device, sent when the server answers.</span>
          <Button small onPress={() => outbox.retryNow()} isPending={state.isSending}>
            Send now
          </Button>
        </div>
      )}
      {refused.length > 0 && (
        <div className="offline" role="status">
          <CircleAlert size={15} aria-hidden />
          <span>{units(refused.length, 'entry was', 'entries were')} refused.</span>
          <RefusedLink parcel={refused[0]} />
        </div>
      )}
    </>
  );
}

function RefusedLink({ parcel }: { parcel: Parcel | undefined }) {
  const { countId } = (parcel?.input ?? {}) as { countId?: string };
  if (countId === undefined) return <Link to="/stock/receive">Look</Link>;
  return (
    <Link to="/stock/counts/$countId" params={{ countId }}>
      Look
    </Link>
  );
}
