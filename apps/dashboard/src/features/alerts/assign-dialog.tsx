import type { Alert } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { Autocomplete, Input, ListBox, SearchField, useFilter } from 'react-aria-components';
import { membersQuery } from '../../api/reference.ts';
import { useIdentity } from '../../app/identity.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { type Option, optionItem } from '../../ui/select.tsx';
import { LoadProblem, Skeleton } from '../../ui/states.tsx';
import { subjectOf } from './act-words.ts';
import type { AlertAct } from './acts.ts';

const NOBODY = 'nobody';

/** Whose task it is: me first, then everybody, then nobody; found by typing. */
export function AssignDialog({
  alerts,
  onAct,
  onClose,
}: {
  alerts: readonly Alert[];
  onAct: (act: AlertAct) => void;
  onClose: () => void;
}) {
  const { user } = useIdentity();
  const members = useQuery(membersQuery);
  const { contains } = useFilter({ sensitivity: 'base' });
  const people = (members.data ?? [])
    .filter(({ active }) => active)
    .map(({ id, firstName, lastName }) => ({ id, label: `${firstName} ${lastName}` }))
    .sort(
      (one, other) =>
        Number(other.id === user?.id) - Number(one.id === user?.id) || one.label.localeCompare(other.label),
    );
  const options: Option[] = [
    ...people.map((one) => (one.id === user?.id ? { ...one, label: `${one.label} (me)` } : one)),
    { id: NOBODY, label: 'Nobody' },
  ];
  const first = alerts[0]?.assignee?.id ?? NOBODY;
  const chosen = alerts.every(({ assignee }) => (assignee?.id ?? NOBODY) === first) ? [first] : [];
  const choose = (key: string) => {
    const person = people.find(({ id }) => id === key);
    onAct({ kind: 'assign', assignee: person === undefined ? null : { id: person.id, name: person.label } });
    onClose();
  };
  return (
    <Dialog title={`Assign ${subjectOf(alerts)}`} isOpen onClose={onClose}>
      {members.data === undefined ? (
        members.isError ? (
          <LoadProblem error={members.error} onRetry={() => void members.refetch()} />
        ) : (
          <Skeleton lines={4} />
        )
      ) : (
        <Autocomplete filter={contains}>
          <SearchField aria-label="Search people" className="filter__search" autoFocus>
            <Input className="input" placeholder="Name…" />
          </SearchField>
          <ListBox
            aria-label="People"
            items={options}
            className="option-list"
            escapeKeyBehavior="none"
            selectionMode="single"
            selectedKeys={chosen}
            onSelectionChange={(keys) => {
              const [key] = keys === 'all' ? [] : keys;
              if (key !== undefined) choose(String(key));
            }}
            renderEmptyState={() => <p className="option-list__empty">Nobody of that name.</p>}
          >
            {optionItem}
          </ListBox>
        </Autocomplete>
      )}
    </Dialog>
  );
}
