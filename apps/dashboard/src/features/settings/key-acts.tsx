import type { ApiKey, RevokeApiKeyInput, RotateApiKeyInput } from '@stockflow/sdk';
import { useState } from 'react';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { Confirm } from '../../ui/dialog.tsx';
import { EditDialog } from '../../ui/edit-dialog.tsx';
import { Problem } from '../../ui/form.tsx';
import { SelectField } from '../../ui/select.tsx';
import { toast } from '../../ui/toast.tsx';
import { KeyShown } from './key-shown.tsx';

/** What is about to be done with a key. */
export interface KeyAct {
  kind: 'rotate' | 'revoke';
  apiKey: ApiKey;
}

/** The dialog of that act. */
export function KeyActDialog({ act, onClose }: { act: KeyAct; onClose: () => void }) {
  return act.kind === 'rotate' ? (
    <RotateDialog apiKey={act.apiKey} onClose={onClose} />
  ) : (
    <RevokeConfirm apiKey={act.apiKey} onClose={onClose} />
  );
}

const GRACES = [
  { id: '0', label: 'At once' },
  { id: '3600', label: 'After an hour' },
  { id: '86400', label: 'After a day' },
  { id: '604800', label: 'After a week' },
] as const;

function RotateDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const [grace, setGrace] = useState<(typeof GRACES)[number]['id']>('3600');
  const rotate = useWrite({
    write: (input: RotateApiKeyInput) => stockflow.apiKeys.rotate(input),
    refreshes: ['apiKeys'],
  });
  if (rotate.data !== undefined) return <KeyShown created={rotate.data} onClose={onClose} />;
  return (
    <EditDialog
      title={`Rotate the key ${apiKey.name}`}
      action="Make a new key"
      onClose={onClose}
      onSubmit={() => rotate.mutate({ apiKeyId: apiKey.id, graceSeconds: Number(grace) })}
      isPending={rotate.isPending}
      error={rotate.error}
    >
      <p className="soft">A new key takes its place, with the same scopes.</p>
      <SelectField
        label="The old key stops"
        name="graceSeconds"
        isRequired
        options={GRACES}
        value={grace}
        onChange={setGrace}
      />
    </EditDialog>
  );
}

function RevokeConfirm({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const revoke = useWrite({
    write: (input: RevokeApiKeyInput, key) => stockflow.apiKeys.revoke({ ...input, ...key }),
    refreshes: ['apiKeys'],
    onDone: () => {
      toast(`The key ${apiKey.name} is revoked.`);
      onClose();
    },
  });
  return (
    <Confirm
      title={`Revoke the key ${apiKey.name}?`}
      action="Revoke"
      destructive
      isOpen
      onClose={onClose}
      onConfirm={() => revoke.mutate({ apiKeyId: apiKey.id })}
      isPending={revoke.isPending}
      problem={<Problem error={revoke.error} />}
    >
      What uses it is refused from now on. There is no way back; make a new key instead.
    </Confirm>
  );
}
