import { useWrite } from '../../api/use-write.ts';
import { Confirm } from '../../ui/dialog.tsx';
import { Problem } from '../../ui/form.tsx';
import { toast } from '../../ui/toast.tsx';
import type { Entry } from './entry.ts';

/** Takes something out of use, or back in. */
export function ChangeActive<Item extends Entry>({
  entry,
  noun,
  setActive,
  onClose,
}: {
  entry: Item;
  noun: string;
  setActive: (item: Item, active: boolean, key: { idempotencyKey: string }) => Promise<unknown>;
  onClose: () => void;
}) {
  const active = !entry.active;
  const write = useWrite({
    write: (input: { active: boolean; id: string }, key) => setActive(entry, input.active, key),
    refreshes: ['warehouses', 'categories', 'suppliers', 'alerts', 'products', 'levels'],
    onDone: () => {
      toast(`${entry.name} is ${active ? 'active again' : 'deactivated'}.`);
      onClose();
    },
  });
  return (
    <Confirm
      title={active ? `Activate ${entry.name} again?` : `Deactivate ${entry.name}?`}
      action={active ? 'Activate' : 'Deactivate'}
      destructive={!active}
      isOpen
      onClose={onClose}
      onConfirm={() => write.mutate({ active, id: entry.id })}
      isPending={write.isPending}
      problem={<Problem error={write.error} />}
    >
      {active
        ? `The ${noun} can be chosen again.`
        : `The ${noun} can no longer be chosen. Its history stays, and it can be activated again.`}
    </Confirm>
  );
}
