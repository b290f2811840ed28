import type {
  CommitReservationInput,
  ExtendReservationInput,
  ProductListItem,
  ReleaseReservationInput,
  Reservation,
} from '@stockflow/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { refresh, STOCK_ROOTS } from '../../api/keys.ts';
import { refusalOf } from '../../api/refusals.ts';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { formatQuantity, units } from '../../format/number.ts';
import { Stepper } from '../../parts/stepper.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { EditDialog } from '../../ui/edit-dialog.tsx';
import { Problem } from '../../ui/form.tsx';
import { SelectField } from '../../ui/select.tsx';
import { Notice } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';

/** What a person is about to do with a reservation. */
export interface ReservationTask {
  kind: 'release' | 'extend' | 'commit';
  reservation: Reservation;
}

interface ActProps {
  reservation: Reservation;
  products: ReadonlyMap<string, ProductListItem> | undefined;
  onClose: () => void;
}

/** The dialog of that act. */
export function ReservationActDialog({
  task,
  ...rest
}: { task: ReservationTask } & Omit<ActProps, 'reservation'>) {
  const props = { ...rest, reservation: task.reservation };
  if (task.kind === 'release') return <Release {...props} />;
  return task.kind === 'extend' ? <Extend {...props} /> : <Commit {...props} />;
}

const openOf = ({ quantity, quantityCommitted, quantityReleased }: Reservation['lines'][number]): number =>
  quantity - quantityCommitted - quantityReleased;

/** A refusal because time went on is no mystery. */
const explain = (error: unknown): string | null => {
  const code = refusalOf(error)?.code;
  if (code === 'RESERVATION_EXPIRED') return 'Its time is up: the stock is free again already.';
  return code === 'STATE_CONFLICT' ? 'It has ended in between. Nothing was changed.' : null;
};

function Release({ reservation, onClose }: ActProps) {
  const client = useQueryClient();
  const release = useWrite({
    write: (input: ReleaseReservationInput, key) => stockflow.inventory.release({ ...input, ...key }),
    refreshes: STOCK_ROOTS,
    onDone: () => {
      toast('Released.');
      onClose();
    },
  });
  const held = reservation.lines.reduce((sum, line) => sum + openOf(line), 0);
  const said = explain(release.error);
  return (
    <Confirm
      title="Release this reservation?"
      action="Release"
      keep="Keep it"
      destructive
      isOpen
      onClose={onClose}
      onConfirm={() =>
        release.mutate(
          { reservationId: reservation.id },
          { onError: () => void refresh(client, ['reservations']) },
        )
      }
      isPending={release.isPending}
      problem={said === null ? <Problem error={release.error} /> : <Notice tone="danger">{said}</Notice>}
    >
      {units(held)} {held === 1 ? 'is' : 'are'} free for others at once. Whoever they were held for has to
      reserve anew.
    </Confirm>
  );
}

const TIMES = [
  { id: '900', label: '15 minutes' },
  { id: '3600', label: '1 hour' },
  { id: '86400', label: '1 day' },
  { id: '604800', label: '7 days' },
  { id: '2592000', label: '30 days' },
] as const;

function Extend({ reservation, onClose }: ActProps) {
  const [seconds, setSeconds] = useState<(typeof TIMES)[number]['id']>('900');
  const extend = useWrite({
    write: (input: ExtendReservationInput, key) => stockflow.inventory.extend({ ...input, ...key }),
    refreshes: ['reservations'],
    onDone: () => {
      toast('Extended.');
      onClose();
    },
  });
  return (
    <EditDialog
      title="Extend the reservation"
      action="Extend"
      onClose={onClose}
      onSubmit={() => extend.mutate({ reservationId: reservation.id, ttlSeconds: Number(seconds) })}
      isPending={extend.isPending}
      error={extend.error}
      explain={explain}
    >
      <SelectField
        label="From now for"
        name="ttlSeconds"
        isRequired
        options={TIMES}
        value={seconds}
        onChange={setSeconds}
      />
    </EditDialog>
  );
}

function Commit({ reservation, products, onClose }: ActProps) {
  const lines = reservation.lines.filter((line) => openOf(line) > 0);
  const [quantities, setQuantities] = useState(() => lines.map(openOf));
  const commit = useWrite({
    write: (input: CommitReservationInput, key) => stockflow.inventory.commit({ ...input, ...key }),
    refreshes: STOCK_ROOTS,
    onDone: () => {
      toast('Shipped.');
      onClose();
    },
  });
  const total = quantities.reduce((sum, quantity) => sum + quantity, 0);
  const rest = lines.reduce((sum, line) => sum + openOf(line), 0) - total;
  return (
    <EditDialog
      title="Ship what is held"
      action={`Ship ${units(total)}`}
      onClose={onClose}
      onSubmit={() =>
        commit.mutate({
          reservationId: reservation.id,
          lines: lines.map(({ lineNumber }, index) => ({ lineNumber, quantity: quantities[index] ?? 0 })),
        })
      }
      isPending={commit.isPending}
      error={commit.error}
      explain={explain}
    >
      {lines.map((line, index) => (
        <div key={line.lineNumber} className="row row--between aisle-row">
          <span className="two-lines grow">
            <span className="strong">{products?.get(line.productId)?.name ?? 'Product'}</span>
            <small>{formatQuantity(openOf(line))} held</small>
          </span>
          <Stepper
            label={`Ship of ${products?.get(line.productId)?.name ?? 'the product'}`}
            name={`lines.${index}.quantity`}
            maxValue={openOf(line)}
            value={quantities[index] ?? 0}
            onChange={(quantity) =>
              setQuantities((now) => now.map((other, at) => (at === index ? (quantity ?? 0) : other)))
            }
          />
        </div>
      ))}
      {rest > 0 && (
        <p className="warn-text" aria-live="polite">
          {units(rest)} {rest === 1 ? 'is' : 'are'} given back: the reservation ends with this.
        </p>
      )}
    </EditDialog>
  );
}
