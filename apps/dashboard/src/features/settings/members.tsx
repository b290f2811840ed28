import type { Member } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { Crown, Power, UserCog, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { membersQuery } from '../../api/reference.ts';
import { useCan, useFormat, useIdentity } from '../../app/identity.ts';
import { ExportButton } from '../../parts/export-button.tsx';
import { inMemory } from '../../parts/export-csv.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { type Act, Menu } from '../../ui/menu.tsx';
import { Card } from '../../ui/page.tsx';
import { LoadProblem, Skeleton } from '../../ui/states.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { MEMBER_CSV } from './csv.ts';
import { Invitations } from './invitations.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { type MemberAct, MemberActDialog } from './member-acts.tsx';
import { isAtLeast } from './roles.ts';

/** Who works here, as what, and who is invited. */
export function MemberSettings() {
  const query = useQuery(membersQuery);
  const mayWrite = useCan()('members:write');
  const [inviting, setInviting] = useState(false);
  const [act, setAct] = useState<MemberAct | null>(null);
  const columns = useMemberColumns(setAct);
  return (
    <>
      <Card
        title="Members"
        flush
        actions={
          <span className="row">
            {query.data !== undefined && (
              <ExportButton
                small
                name="members"
                noun="member"
                columns={MEMBER_CSV}
                rows={() => inMemory(query.data)}
              />
            )}
            {mayWrite && (
              <Button small icon={UserPlus} onPress={() => setInviting(true)}>
                Invite
              </Button>
            )}
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
        ) : (
          <Table label="Members" columns={columns} rows={query.data} keyOf={(member) => member.id} />
        )}
      </Card>
      {mayWrite && <Invitations />}
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
      {act !== null && <MemberActDialog act={act} onClose={() => setAct(null)} />}
    </>
  );
}

function useMemberColumns(onAct: (act: MemberAct) => void): Column<Member>[] {
  const format = useFormat();
  const mayWrite = useCan()('members:write');
  const actsOf = useActs(onAct);
  const columns: Column<Member>[] = [
    {
      key: 'name',
      header: 'Name',
      width: 'minmax(11rem, 2fr)',
      narrow: 'title',
      cell: (member) => (
        <span className="two-lines">
          <span className="row row--wrap">
            <span className="strong">{`${member.firstName} ${member.lastName}`}</span>
            {!member.active && <Badge>Deactivated</Badge>}
          </span>
          <small>{member.email}</small>
        </span>
      ),
    },
    {
      key: 'role',
      header: 'Role',
      width: '7rem',
      narrow: 'meta',
      cell: (member) => <span className="capital">{member.role}</span>,
    },
    {
      key: 'seen',
      header: 'Last signed in',
      width: 'minmax(9rem, 1fr)',
      narrow: 'extra',
      cell: (member) => (
        <span className="muted">
          {member.lastSignedInAt === null ? 'Never' : format.instant(member.lastSignedInAt)}
        </span>
      ),
    },
  ];
  if (!mayWrite) return columns;
  const acts: Column<Member> = {
    key: 'acts',
    header: 'Actions',
    hideHeader: true,
    width: '2rem',
    align: 'end',
    narrow: 'value',
    cell: (member) => <Menu label={`Change ${member.firstName} ${member.lastName}`} acts={actsOf(member)} />,
  };
  return [...columns, acts];
}

/** What one may do with a member: nothing with oneself, and nothing with someone above. */
function useActs(onAct: (act: MemberAct) => void): (member: Member) => Act[] {
  const { user } = useIdentity();
  const isOwner = useCan()('company:own');
  return (member) => {
    if (user === null || member.id === user.id || !isAtLeast(user.role, member.role)) return [];
    const change = (kind: MemberAct['kind']) => () => onAct({ kind, member });
    if (!member.active)
      return [{ id: 'reactivate', label: 'Activate again', icon: Power, run: change('reactivate') }];
    return [
      { id: 'role', label: 'Change role', icon: UserCog, run: change('role') },
      ...(isOwner ? [{ id: 'owner', label: 'Make owner', icon: Crown, run: change('transfer') }] : []),
      { id: 'deactivate', label: 'Deactivate', icon: Power, destructive: true, run: change('deactivate') },
    ];
  };
}
