import type { Alert, ResolveReason } from '@stockflow/sdk';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { SelectField } from '../../ui/select.tsx';
import { subjectOf } from './act-words.ts';
import type { AlertAct } from './acts.ts';
import { REASONS } from './words.ts';

/** Why it ends; "something else" is said in words. */
export function ResolveDialog({
  alerts,
  onAct,
  onClose,
}: {
  alerts: readonly Alert[];
  onAct: (act: AlertAct) => void;
  onClose: () => void;
}) {
  const [reason, setReason] = useState<ResolveReason>('ordered');
  const [notes, setNotes] = useState('');
  const [missing, setMissing] = useState<Record<string, string>>();
  const submit = () => {
    const words = notes.trim();
    if (reason === 'other' && words === '') {
      setMissing({ notes: 'Say why.' });
      return;
    }
    onAct({ kind: 'resolve', reason, notes: words === '' ? null : words });
    onClose();
  };
  return (
    <Dialog title={`Resolve ${subjectOf(alerts)}`} isOpen onClose={onClose}>
      <Form className="" onSubmit={submit} error={null} {...(missing && { missing })}>
        <div className="dialog__content form">
          <SelectField
            label="Why"
            name="reason"
            options={REASONS}
            value={reason}
            onChange={setReason}
            isRequired
            autoFocus
          />
          <TextField
            label="Note"
            name="notes"
            value={notes}
            onChange={setNotes}
            multiline
            maxLength={2000}
            isRequired={reason === 'other'}
          />
          <p className="small muted">
            It stays quiet while stock is low, and opens again when there was enough and it runs low once
            more.
          </p>
        </div>
        <footer className="dialog__footer">
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" look="primary">
            Resolve
          </Button>
        </footer>
      </Form>
    </Dialog>
  );
}
