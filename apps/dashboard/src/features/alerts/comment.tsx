import type { Alert } from '@stockflow/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { alertHistoryQuery } from '../../api/alert-queries.ts';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { units } from '../../format/number.ts';
import { Button } from '../../ui/button.tsx';
import { EditDialog } from '../../ui/edit-dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { toast } from '../../ui/toast.tsx';
import { subjectOf } from './act-words.ts';

/** Sends words to alerts; pressed again after a broken connection they stand there once. */
const useComment = (onDone: () => void) => {
  const client = useQueryClient();
  return useWrite({
    write: (input: { alertIds: string[]; notes: string }, key) =>
      stockflow.alerts.comment({ ...input, ...key }),
    // Of the list nothing changes.
    refreshes: [],
    onDone: (_answer, { alertIds }) => {
      for (const id of alertIds) void client.invalidateQueries({ queryKey: alertHistoryQuery(id).queryKey });
      onDone();
    },
  });
};

const NOTES_MAX = 2000;

/** Words for the alert that is open, below its history. */
export function CommentForm({ alert }: { alert: Alert }) {
  const [notes, setNotes] = useState('');
  const comment = useComment(() => setNotes(''));
  const words = notes.trim();
  return (
    <Form
      className="comment-form"
      onSubmit={() => words !== '' && comment.mutate({ alertIds: [alert.id], notes: words })}
      error={comment.error}
    >
      <TextField
        label="Comment"
        name="notes"
        value={notes}
        onChange={setNotes}
        multiline
        maxLength={NOTES_MAX}
        hideLabel
        placeholder="Write to your colleagues…"
      />
      <Button type="submit" isPending={comment.isPending} isDisabled={words === ''}>
        Comment
      </Button>
    </Form>
  );
}

/** The same words for several. */
export function CommentDialog({ alerts, onClose }: { alerts: readonly Alert[]; onClose: () => void }) {
  const [notes, setNotes] = useState('');
  const comment = useComment(() => {
    toast(alerts.length === 1 ? 'Comment added.' : `Comment added to ${units(alerts.length, 'alert')}.`);
    onClose();
  });
  return (
    <EditDialog
      title={`Comment on ${subjectOf(alerts)}`}
      action="Comment"
      onClose={onClose}
      onSubmit={() =>
        notes.trim() !== '' && comment.mutate({ alertIds: alerts.map(({ id }) => id), notes: notes.trim() })
      }
      isPending={comment.isPending}
      error={comment.error}
    >
      <TextField
        label="Comment"
        name="notes"
        value={notes}
        onChange={setNotes}
        multiline
        maxLength={NOTES_MAX}
        isRequired
        autoFocus
      />
    </EditDialog>
  );
}
