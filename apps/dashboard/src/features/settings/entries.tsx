import type { UseQueryResult } from '@tanstack/react-query';
import type { LucideIcon } from 'lucide-react';
import { Pencil, Plus, Power } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useCan } from '../../app/identity.ts';
import { ExportButton } from '../../parts/export-button.tsx';
import { type CsvColumn, inMemory } from '../../parts/export-csv.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Card } from '../../ui/page.tsx';
import { Empty, LoadProblem, Skeleton } from '../../ui/states.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { ChangeActive } from './change-active.tsx';
import type { Entry } from './entry.ts';

interface EntriesProps<Item extends Entry> {
  title: string;
  /** "warehouse" */
  noun: string;
  icon: LucideIcon;
  /** What it is for, shown while there is none. */
  about: string;
  query: UseQueryResult<Item[]>;
  columns: readonly Column<Item>[];
  csv: readonly CsvColumn<Item>[];
  setActive: (item: Item, active: boolean, key: { idempotencyKey: string }) => Promise<unknown>;
  /** The dialog that makes a new one (null) or changes one. */
  editor: (item: Item | null, onClose: () => void) => ReactNode;
}

/** A list of what the company has of a kind; who may, adds, changes and deactivates. */
export function Entries<Item extends Entry>(props: EntriesProps<Item>) {
  const { title, noun, icon, about, query, columns, csv, setActive, editor } = props;
  const mayWrite = useCan()('catalogue:write');
  const [editing, setEditing] = useState<Item | 'new' | null>(null);
  const [switching, setSwitching] = useState<Item | null>(null);
  const add = (
    <Button small icon={Plus} onPress={() => setEditing('new')}>
      Add {noun}
    </Button>
  );
  const acts: Column<Item> = {
    key: 'acts',
    header: 'Actions',
    hideHeader: true,
    width: '2rem',
    align: 'end',
    narrow: 'value',
    cell: (item) => (
      <Menu
        label={`Change ${item.name}`}
        acts={[
          { id: 'edit', label: 'Edit', icon: Pencil, run: () => setEditing(item) },
          {
            id: 'active',
            label: item.active ? 'Deactivate' : 'Activate again',
            icon: Power,
            destructive: item.active,
            run: () => setSwitching(item),
          },
        ]}
      />
    ),
  };
  return (
    <Card
      title={title}
      flush
      actions={
        <span className="row">
          {query.data !== undefined && query.data.length > 0 && (
            <ExportButton
              small
              name={title.toLowerCase()}
              noun={noun}
              columns={csv}
              rows={() => inMemory(query.data)}
            />
          )}
          {mayWrite && add}
        </span>
      }
    >
      <EntryRows
        query={query}
        columns={[nameColumn(), ...columns, ...(mayWrite ? [acts] : [])]}
        label={title}
        empty={
          <Empty icon={icon} title={`No ${noun} yet`} action={mayWrite && add}>
            {about}
          </Empty>
        }
      />
      {editing !== null && editor(editing === 'new' ? null : editing, () => setEditing(null))}
      {switching !== null && (
        <ChangeActive
          entry={switching}
          noun={noun}
          setActive={setActive}
          onClose={() => setSwitching(null)}
        />
      )}
    </Card>
  );
}

const nameColumn = <Item extends Entry>(): Column<Item> => ({
  key: 'name',
  header: 'Name',
  width: 'minmax(10rem, 2fr)',
  narrow: 'title',
  cell: (item) => (
    <span className="row row--wrap">
      <span className="strong">{item.name}</span>
      {!item.active && <Badge>Deactivated</Badge>}
    </span>
  ),
});

function EntryRows<Item extends Entry>({
  query,
  columns,
  label,
  empty,
}: {
  query: UseQueryResult<Item[]>;
  columns: readonly Column<Item>[];
  label: string;
  empty: ReactNode;
}) {
  if (query.data === undefined) {
    return query.isError ? (
      <LoadProblem error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
    ) : (
      <Skeleton lines={3} />
    );
  }
  if (query.data.length === 0) return empty;
  return <Table label={label} columns={columns} rows={query.data} keyOf={(item) => item.id} />;
}
