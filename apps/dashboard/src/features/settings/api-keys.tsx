import type { ApiKey } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { Ban, KeyRound, Plus, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { apiKeysQuery } from '../../api/reference.ts';
import { useCan, useFormat } from '../../app/identity.ts';
import { ExportButton } from '../../parts/export-button.tsx';
import { inMemory } from '../../parts/export-csv.ts';
import { NotAllowed } from '../../parts/not-allowed.tsx';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Card } from '../../ui/page.tsx';
import { Empty, LoadProblem, Skeleton } from '../../ui/states.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { API_KEY_CSV } from './csv.ts';
import { type KeyAct, KeyActDialog } from './key-acts.tsx';
import { NewKeyDialog } from './new-key-dialog.tsx';

/** The credentials of machines. */
export function ApiKeySettings() {
  const can = useCan();
  if (!can('keys:read')) return <NotAllowed title="API keys" />;
  return <ApiKeys mayWrite={can('keys:write')} />;
}

function ApiKeys({ mayWrite }: { mayWrite: boolean }) {
  const query = useQuery(apiKeysQuery);
  const [creating, setCreating] = useState(false);
  const [act, setAct] = useState<KeyAct | null>(null);
  const columns = useKeyColumns(mayWrite, setAct);
  const add = mayWrite && (
    <Button small icon={Plus} onPress={() => setCreating(true)}>
      New key
    </Button>
  );
  return (
    <Card
      title="API keys"
      flush
      actions={
        <span className="row">
          {query.data !== undefined && query.data.length > 0 && (
            <ExportButton
              small
              name="api-keys"
              noun="key"
              columns={API_KEY_CSV}
              rows={() => inMemory(query.data)}
            />
          )}
          {add}
        </span>
      }
    >
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
      ) : query.data.length === 0 ? (
        <Empty icon={KeyRound} title="No API keys" action={add}>
          A key lets another program use this company's data, with the scopes that you give it.
        </Empty>
      ) : (
        <Table label="API keys" columns={columns} rows={query.data} keyOf={(key) => key.id} />
      )}
      {creating && <NewKeyDialog onClose={() => setCreating(false)} />}
      {act !== null && <KeyActDialog act={act} onClose={() => setAct(null)} />}
    </Card>
  );
}

function useKeyColumns(mayWrite: boolean, onAct: (act: KeyAct) => void): Column<ApiKey>[] {
  const format = useFormat();
  const columns: Column<ApiKey>[] = [
    {
      key: 'name',
      header: 'Name',
      width: 'minmax(10rem, 1.5fr)',
      narrow: 'title',
      cell: (key) => (
        <span className="two-lines">
          <span className="strong">{key.name}</span>
          <small className="mono">…{key.hint}</small>
        </span>
      ),
    },
    {
      key: 'scopes',
      header: 'Scopes',
      width: 'minmax(10rem, 2fr)',
      narrow: 'meta',
      cell: (key) => <span className="soft small">{key.scopes.join(', ')}</span>,
    },
    {
      key: 'used',
      header: 'Last used',
      width: 'minmax(9rem, 1fr)',
      narrow: 'extra',
      cell: (key) => (
        <span className="two-lines">
          <span className="muted">{key.lastUsedAt === null ? 'Never' : format.instant(key.lastUsedAt)}</span>
          {key.expiresAt !== null && <small>expires {format.day(key.expiresAt)}</small>}
        </span>
      ),
    },
  ];
  if (!mayWrite) return columns;
  return [...columns, actColumn(onAct)];
}

const actColumn = (onAct: (act: KeyAct) => void): Column<ApiKey> => ({
  key: 'acts',
  header: 'Actions',
  hideHeader: true,
  width: '2rem',
  align: 'end',
  narrow: 'value',
  cell: (key) => (
    <Menu
      label={`Change the key ${key.name}`}
      acts={[
        {
          id: 'rotate',
          label: 'Rotate',
          icon: RefreshCw,
          run: () => onAct({ kind: 'rotate', apiKey: key }),
        },
        {
          id: 'revoke',
          label: 'Revoke',
          icon: Ban,
          destructive: true,
          run: () => onAct({ kind: 'revoke', apiKey: key }),
        },
      ]}
    />
  ),
});
