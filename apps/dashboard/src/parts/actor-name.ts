import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { apiKeysQuery, membersQuery } from '../api/reference.ts';
import { useCan } from '../app/identity.ts';

/** Says who did something: a person by name, a key by name for those who may see keys, else what it was. */
export const useActorName = (): ((type: string, id: string | null) => string) => {
  const can = useCan();
  const { data: members } = useQuery({ ...membersQuery, enabled: can('members:read') });
  const { data: keys } = useQuery({ ...apiKeysQuery, enabled: can('keys:read') });
  return useMemo(() => {
    const names = new Map<string, string>();
    for (const member of members ?? []) names.set(member.id, `${member.firstName} ${member.lastName}`);
    for (const key of keys ?? []) names.set(key.id, `API key ${key.name}`);
    return (type, id) => names.get(id ?? '') ?? KINDS[type] ?? type;
  }, [members, keys]);
};

const KINDS: Record<string, string> = { user: 'A former member', api_key: 'An API key', system: 'StockFlow' };
