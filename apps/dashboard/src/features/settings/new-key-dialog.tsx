import type { CreateApiKeyInput } from '@stockflow/sdk';
import { useState } from 'react';
import { CheckboxGroup, FieldError, Label } from 'react-aria-components';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { useFormat, useIdentity } from '../../app/identity.ts';
import { addDays, dayInZone, startOfDay } from '../../format/time.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { EditDialog } from '../../ui/edit-dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { SelectField } from '../../ui/select.tsx';
import { KeyShown } from './key-shown.tsx';

type KeyScope = CreateApiKeyInput['scopes'][number];

const SCOPE_WORDS: Record<KeyScope, string> = {
  'catalogue:read': 'Read products, categories, suppliers, warehouses',
  'catalogue:write': 'Change them',
  'stock:read': 'Read stock and the ledger',
  'stock:write': 'Move stock',
  'sales:read': 'Read sales',
  'sales:write': 'Sell',
  'alerts:read': 'Read low-stock alerts',
  'alerts:write': 'Change low-stock alerts',
  'events:read': 'Follow what happens',
  'company:read': 'Read the company',
  'company:write': 'Change the company',
  'members:read': 'Read members',
  'members:write': 'Change members',
  'keys:read': 'Read API keys',
  'keys:write': 'Change API keys',
};

const LIFETIMES = [
  { id: '30', label: '30 days' },
  { id: '90', label: '90 days' },
  { id: '365', label: 'One year' },
  { id: 'never', label: 'Never' },
] as const;
type Lifetime = (typeof LIFETIMES)[number]['id'];

/** A new key: its name, what it may do, how long it works. It is shown once. */
export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const { timeZone } = useFormat();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>(['catalogue:read', 'stock:read', 'alerts:read']);
  const [lifetime, setLifetime] = useState<Lifetime>('90');
  const create = useWrite({
    write: (input: CreateApiKeyInput) => stockflow.apiKeys.create(input),
    refreshes: ['apiKeys'],
  });
  if (create.data !== undefined) return <KeyShown created={create.data} onClose={onClose} />;
  const today = dayInZone(new Date(), timeZone);
  const expiresAt = lifetime === 'never' ? null : startOfDay(addDays(today, Number(lifetime) + 1), timeZone);
  return (
    <EditDialog
      title="New API key"
      action="Create key"
      onClose={onClose}
      onSubmit={() => create.mutate({ name, scopes: scopes as KeyScope[], expiresAt })}
      isPending={create.isPending}
      error={create.error}
    >
      <TextField
        label="Name"
        name="name"
        placeholder="What uses it: web shop, scanner…"
        isRequired
        autoFocus
        value={name}
        onChange={setName}
      />
      <SelectField
        label="Expires"
        name="expiresAt"
        isRequired
        options={LIFETIMES}
        value={lifetime}
        onChange={setLifetime}
      />
      <ScopeChoice scopes={scopes} onChange={setScopes} />
    </EditDialog>
  );
}

/** What the key may do: at most what the person may. */
function ScopeChoice({ scopes, onChange }: { scopes: string[]; onChange: (scopes: string[]) => void }) {
  const { scopes: own } = useIdentity();
  const choices = (Object.keys(SCOPE_WORDS) as KeyScope[]).filter((scope) => own.includes(scope));
  return (
    <CheckboxGroup name="scopes" isRequired value={scopes} onChange={onChange} className="checkbox-group">
      <Label className="field__label">It may</Label>
      {choices.map((scope) => (
        <Checkbox key={scope} value={scope}>
          {SCOPE_WORDS[scope]} <span className="mono muted small">{scope}</span>
        </Checkbox>
      ))}
      <FieldError className="field__error" />
    </CheckboxGroup>
  );
}
