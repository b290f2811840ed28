import type { Invitation, RevokeInvitationInput } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { invitationsQuery } from '../../api/reference.ts';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { useFormat } from '../../app/identity.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { Problem } from '../../ui/form.tsx';
import { Card } from '../../ui/page.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { toast } from '../../ui/toast.tsx';

/** Who was invited and has not come yet. Nothing where there is nobody. */
export function Invitations() {
  const { data } = useQuery(invitationsQuery);
  const format = useFormat();
  const [revoking, setRevoking] = useState<Invitation | null>(null);
  if (data === undefined || data.length === 0) return null;
  const columns: Column<Invitation>[] = [
    {
      key: 'email',
      header: 'E-mail',
      width: 'minmax(11rem, 2fr)',
      narrow: 'title',
      cell: (invitation) => <span className="strong">{invitation.email}</span>,
    },
    {
      key: 'role',
      header: 'Role',
      width: '7rem',
      narrow: 'meta',
      cell: (invitation) => <span className="capital">{invitation.role}</span>,
    },
    {
      key: 'expires',
      header: 'Works until',
      width: 'minmax(9rem, 1fr)',
      narrow: 'extra',
      cell: (invitation) => <span className="muted">{format.instant(invitation.expiresAt)}</span>,
    },
    {
      key: 'revoke',
      header: 'Actions',
      hideHeader: true,
      width: '6rem',
      align: 'end',
      narrow: 'value',
      cell: (invitation) => (
        <Button
          small
          onPress={() => setRevoking(invitation)}
          aria-label={`Withdraw the invitation of ${invitation.email}`}
        >
          Withdraw
        </Button>
      ),
    },
  ];
  return (
    <Card title="Invited" flush>
      <Table label="Invitations" columns={columns} rows={data} keyOf={(invitation) => invitation.id} />
      {revoking !== null && <Revoke invitation={revoking} onClose={() => setRevoking(null)} />}
    </Card>
  );
}

function Revoke({ invitation, onClose }: { invitation: Invitation; onClose: () => void }) {
  const revoke = useWrite({
    write: (input: RevokeInvitationInput, key) => stockflow.members.revokeInvitation({ ...input, ...key }),
    refreshes: ['invitations'],
    onDone: () => {
      toast(`The invitation of ${invitation.email} is withdrawn.`);
      onClose();
    },
  });
  return (
    <Confirm
      title={`Withdraw the invitation of ${invitation.email}?`}
      action="Withdraw"
      destructive
      isOpen
      onClose={onClose}
      onConfirm={() => revoke.mutate({ invitationId: invitation.id })}
      isPending={revoke.isPending}
      problem={<Problem error={revoke.error} />}
    >
      The link stops working at once. You can invite again.
    </Confirm>
  );
}
