import type { InvitationCreated, InviteMemberInput } from '@stockflow/sdk';
import { useState } from 'react';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { useFormat, useIdentity } from '../../app/identity.ts';
import { Button } from '../../ui/button.tsx';
import { Copy } from '../../ui/copy.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EditDialog } from '../../ui/edit-dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { SelectField } from '../../ui/select.tsx';
import { type GivenRole, rolesBelow } from './roles.ts';

/** Invites a person: the link is made here and sent by you. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { user } = useIdentity();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<GivenRole>('operator');
  const invite = useWrite({
    write: (input: InviteMemberInput) => stockflow.members.invite(input),
    refreshes: ['invitations'],
  });
  if (invite.data !== undefined) return <LinkDialog created={invite.data} onClose={onClose} />;
  return (
    <EditDialog
      title="Invite a person"
      action="Make the link"
      onClose={onClose}
      onSubmit={() => invite.mutate({ email, role })}
      isPending={invite.isPending}
      error={invite.error}
    >
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="off"
        isRequired
        autoFocus
        value={email}
        onChange={setEmail}
      />
      <SelectField
        label="Role"
        name="role"
        isRequired
        options={rolesBelow(user?.role ?? 'viewer')}
        value={role}
        onChange={setRole}
      />
    </EditDialog>
  );
}

function LinkDialog({ created, onClose }: { created: InvitationCreated; onClose: () => void }) {
  const format = useFormat();
  const { invitation, link } = created;
  return (
    <Dialog title="The invitation is ready" isOpen onClose={onClose}>
      <div className="dialog__content form">
        <p className="soft">
          Send this link to <span className="strong">{invitation.email}</span>. It works once, until{' '}
          {format.instant(invitation.expiresAt)}, and is shown only now.
        </p>
        <Copy text={link} />
      </div>
      <footer className="dialog__footer">
        <Button look="primary" onPress={onClose}>
          Done
        </Button>
      </footer>
    </Dialog>
  );
}
