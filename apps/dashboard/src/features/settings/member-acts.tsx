import type { Member } from '@stockflow/sdk';
import { useState } from 'react';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { useIdentity } from '../../app/identity.ts';
import { Confirm } from '../../ui/dialog.tsx';
import { EditDialog } from '../../ui/edit-dialog.tsx';
import { Problem } from '../../ui/form.tsx';
import { SelectField } from '../../ui/select.tsx';
import { toast } from '../../ui/toast.tsx';
import { type GivenRole, rolesBelow } from './roles.ts';

/** What is about to be done with a member. */
export interface MemberAct {
  kind: 'role' | 'deactivate' | 'reactivate' | 'transfer';
  member: Member;
}

const nameOf = (member: Member): string => `${member.firstName} ${member.lastName}`;

/** The dialog of that act. */
export function MemberActDialog({ act, onClose }: { act: MemberAct; onClose: () => void }) {
  if (act.kind === 'role') return <RoleDialog member={act.member} onClose={onClose} />;
  return <ActConfirm kind={act.kind} member={act.member} onClose={onClose} />;
}

function RoleDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const { user } = useIdentity();
  const [role, setRole] = useState(member.role as GivenRole);
  const save = useWrite({
    write: (input: { userId: string; role: GivenRole }, key) =>
      stockflow.members.updateRole({ ...input, ...key }),
    refreshes: ['members'],
    onDone: (saved) => {
      toast(`${nameOf(saved)} is ${saved.role} now.`);
      onClose();
    },
  });
  return (
    <EditDialog
      title={`Role of ${nameOf(member)}`}
      onClose={onClose}
      onSubmit={() => save.mutate({ userId: member.id, role })}
      isPending={save.isPending}
      error={save.error}
    >
      <SelectField
        label="Role"
        name="role"
        isRequired
        autoFocus
        options={rolesBelow(user?.role ?? 'viewer')}
        value={role}
        onChange={setRole}
      />
    </EditDialog>
  );
}

const WORDS = {
  deactivate: {
    question: (name: string) => `Deactivate ${name}?`,
    action: 'Deactivate',
    about:
      'All their sessions end at once, and they cannot sign in. What they did stays in the ledger under their name.',
    done: (name: string) => `${name} is deactivated.`,
  },
  reactivate: {
    question: (name: string) => `Activate ${name} again?`,
    action: 'Activate',
    about: 'They can sign in again with their role and password as before.',
    done: (name: string) => `${name} is active again.`,
  },
  transfer: {
    question: (name: string) => `Make ${name} the owner?`,
    action: 'Transfer ownership',
    about: 'A company has one owner. You become an admin; only the new owner can give ownership back.',
    done: (name: string) => `${name} owns the company now.`,
  },
} as const;

function ActConfirm({
  kind,
  member,
  onClose,
}: {
  kind: Exclude<MemberAct['kind'], 'role'>;
  member: Member;
  onClose: () => void;
}) {
  const words = WORDS[kind];
  const write = useWrite({
    write: (input: { userId: string }, key) =>
      kind === 'transfer'
        ? stockflow.members.transferOwnership({ ...input, ...key })
        : stockflow.members[kind]({ ...input, ...key }),
    refreshes: kind === 'transfer' ? ['members', 'identity'] : ['members'],
    onDone: () => {
      toast(words.done(nameOf(member)));
      onClose();
    },
  });
  return (
    <Confirm
      title={words.question(nameOf(member))}
      action={words.action}
      destructive={kind !== 'reactivate'}
      isOpen
      onClose={onClose}
      onConfirm={() => write.mutate({ userId: member.id })}
      isPending={write.isPending}
      problem={<Problem error={write.error} />}
    >
      {words.about}
    </Confirm>
  );
}
