import { useMemo, useState } from 'react';
import { formatQuantity } from '../../format/number.ts';
import { EndlessTable } from '../../ui/endless-table.tsx';
import { SearchBox } from '../../ui/field.tsx';
import { Segments } from '../../ui/filter.tsx';
import { Empty } from '../../ui/states.tsx';
import type { Column } from '../../ui/table.tsx';
import type { TallyLine } from './tally.ts';

type Show = 'open' | 'done';

/** The products of the count: what is still to do first, the rest one press away. All of it is here: no request a row. */
export function CountLines({
  lines,
  currentId,
  onPick,
}: {
  lines: readonly TallyLine[];
  currentId: string | null;
  onPick: (productId: string) => void;
}) {
  const [show, setShow] = useState<Show>('open');
  const [typed, setTyped] = useState('');
  const open = lines.filter(({ quantity, state }) => quantity === null || state === 'refused');
  const done = lines.filter(({ quantity }) => quantity !== null);
  const shown = useMemo(() => {
    const part = typed.trim().toLowerCase();
    return (show === 'open' ? open : done).filter(
      ({ name, sku }) => part === '' || name.toLowerCase().includes(part) || sku.toLowerCase().includes(part),
    );
  }, [show, open, done, typed]);
  const columns = useMemo(() => lineColumns(currentId, onPick), [currentId, onPick]);
  return (
    <section className="card" aria-label="Products of the count">
      <header className="card__header">
        <Segments
          label="Which products"
          options={[
            { id: 'open', label: `To count ${formatQuantity(open.length)}` },
            { id: 'done', label: `Counted ${formatQuantity(done.length)}` },
          ]}
          value={show}
          onChange={setShow}
        />
        <SearchBox
          label="Search products of the count"
          placeholder="Name or SKU"
          value={typed}
          onChange={setTyped}
        />
      </header>
      {shown.length === 0 ? (
        <Empty
          title={
            typed.trim() !== ''
              ? 'Nothing matches'
              : show === 'open'
                ? 'Everything is counted'
                : 'Nothing counted yet'
          }
        >
          {typed.trim() === '' &&
            show === 'open' &&
            'Look at the differences in Review, then post the count.'}
        </Empty>
      ) : (
        <EndlessTable
          label="Products of the count"
          columns={columns}
          rows={shown}
          keyOf={(line) => line.productId}
          hasMore={false}
          isLoadingMore={false}
          onMore={() => {}}
        />
      )}
    </section>
  );
}

const STATE_WORDS: Record<TallyLine['state'], string> = {
  uncounted: '',
  recount: 'once more',
  counted: '',
  unsent: 'to send',
  refused: 'look at it',
};

const lineColumns = (currentId: string | null, onPick: (productId: string) => void): Column<TallyLine>[] => [
  {
    key: 'product',
    header: 'Product',
    width: 'minmax(0, 1fr)',
    narrow: 'title',
    cell: (line) => (
      <span className="two-lines">
        <button
          type="button"
          className="row-link"
          aria-current={line.productId === currentId ? 'true' : undefined}
          onClick={() => onPick(line.productId)}
        >
          {line.name}
        </button>
        <small className="mono">{line.sku}</small>
      </span>
    ),
  },
  {
    key: 'counted',
    header: 'Counted',
    width: '6rem',
    align: 'end',
    narrow: 'value',
    cell: (line) => (
      <span className="two-lines">
        <span className="strong">{line.quantity === null ? '–' : formatQuantity(line.quantity)}</span>
        {STATE_WORDS[line.state] !== '' && (
          <small className={line.state === 'refused' ? 'danger-text' : 'warn-text'}>
            {STATE_WORDS[line.state]}
          </small>
        )}
      </span>
    ),
  },
];
