import type { ProductListItem, Reservation } from '@stockflow/sdk';
import { Link } from '@tanstack/react-router';
import { CalendarPlus, PackageCheck, Undo2 } from 'lucide-react';
import { useFormat } from '../../app/identity.ts';
import { formatQuantity } from '../../format/number.ts';
import { Menu } from '../../ui/menu.tsx';
import type { Column } from '../../ui/table.tsx';
import type { ReservationTask } from './acts.tsx';
import { ReservationStatus } from './status.tsx';
import { timeLeft } from './time-left.ts';
import { useNow } from './use-now.ts';

interface ColumnsOptions {
  products: ReadonlyMap<string, ProductListItem> | undefined;
  nameOf: (warehouseId: string) => string;
  /** Null for those who may not move stock. */
  onTask: ((task: ReservationTask) => void) | null;
}

/** The columns of the list of reservations. */
export const reservationColumns = ({ products, nameOf, onTask }: ColumnsOptions): Column<Reservation>[] => [
  {
    key: 'what',
    header: 'What',
    width: 'minmax(13rem, 2fr)',
    narrow: 'title',
    cell: (reservation) => <What reservation={reservation} products={products} />,
  },
  {
    key: 'where',
    header: 'Where',
    width: 'minmax(8rem, 1fr)',
    narrow: 'meta',
    cell: ({ lines }) => [...new Set(lines.map(({ warehouseId }) => nameOf(warehouseId)))].join(', '),
  },
  {
    key: 'for',
    header: 'For',
    width: 'minmax(7rem, 1fr)',
    narrow: 'extra',
    cell: (reservation) => <Purpose reservation={reservation} />,
  },
  {
    key: 'units',
    header: 'Units',
    width: '4.5rem',
    align: 'end',
    narrow: 'value',
    cell: ({ lines }) => (
      <span className="strong">{formatQuantity(lines.reduce((sum, { quantity }) => sum + quantity, 0))}</span>
    ),
  },
  {
    key: 'left',
    header: 'Time left',
    width: '8rem',
    align: 'end',
    narrow: 'aside',
    cell: (reservation) => <TimeLeft reservation={reservation} />,
  },
  ...(onTask === null
    ? []
    : [
        {
          key: 'act',
          header: 'Actions',
          hideHeader: true,
          width: '2.5rem',
          align: 'end' as const,
          narrow: 'action' as const,
          cell: (reservation: Reservation) => <Acts reservation={reservation} onTask={onTask} />,
        },
      ]),
];

/** Names of the first products; who holds fifty is told how many more. */
function What({ reservation, products }: { reservation: Reservation; products: ColumnsOptions['products'] }) {
  const ids = [...new Set(reservation.lines.map(({ productId }) => productId))];
  const [first = ''] = ids;
  return (
    <span className="two-lines">
      <Link to="/products/$productId" params={{ productId: first }} className="strong">
        {products?.get(first)?.name ?? '…'}
      </Link>
      <small>
        {ids.length > 1 ? (
          `and ${formatQuantity(ids.length - 1)} more`
        ) : (
          <span className="mono">{products?.get(first)?.sku}</span>
        )}
      </small>
    </span>
  );
}

function Purpose({ reservation }: { reservation: Reservation }) {
  const { referenceType, referenceId, notes } = reservation;
  if (referenceType === 'sale' && referenceId !== null) {
    return (
      <Link to="/sales/$saleId" params={{ saleId: referenceId }}>
        Sale #{referenceId.slice(-6).toUpperCase()}
      </Link>
    );
  }
  return <span className="soft">{notes ?? referenceType ?? '–'}</span>;
}

const SOON_MS = 120_000;

function TimeLeft({ reservation }: { reservation: Reservation }) {
  const now = useNow();
  const format = useFormat();
  const { status, expiresAt, endedAt } = reservation;
  if (status !== 'active') {
    return (
      <span className="two-lines">
        <ReservationStatus status={status} />
        {endedAt !== null && <small className="nowrap">{format.instant(endedAt)}</small>}
      </span>
    );
  }
  if (expiresAt === null) return <span className="muted">until it ships</span>;
  const left = timeLeft(expiresAt, now);
  if (left === null) return <span className="muted">ending…</span>;
  return (
    <span
      className={`nowrap ${Date.parse(expiresAt) - now < SOON_MS ? 'danger-text strong' : ''}`}
      title={format.instant(expiresAt)}
    >
      {left}
    </span>
  );
}

function Acts({
  reservation,
  onTask,
}: {
  reservation: Reservation;
  onTask: (task: ReservationTask) => void;
}) {
  // A sale's hold ends with the sale: its acts are there.
  if (reservation.status !== 'active' || reservation.referenceType === 'sale') return null;
  const task = (kind: ReservationTask['kind']) => () => onTask({ kind, reservation });
  return (
    <Menu
      label="Release, extend or ship"
      acts={[
        { id: 'commit', label: 'Ship', icon: PackageCheck, run: task('commit') },
        { id: 'extend', label: 'Extend', icon: CalendarPlus, run: task('extend') },
        { id: 'release', label: 'Release', icon: Undo2, destructive: true, run: task('release') },
      ]}
    />
  );
}
