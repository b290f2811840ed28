import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Form } from './form.tsx';

/** A short form in a dialog: fields, Cancel, Save. */
export function EditDialog({
  title,
  action = 'Save',
  onClose,
  onSubmit,
  isPending,
  error,
  missing,
  explain,
  children,
}: {
  title: string;
  action?: string;
  onClose: () => void;
  onSubmit: () => void;
  isPending: boolean;
  error: unknown;
  missing?: Record<string, string>;
  /** Says a refusal in better words than the server's, or null to leave it to the server. */
  explain?: (error: unknown) => ReactNode | null;
  children: ReactNode;
}) {
  return (
    <Dialog title={title} isOpen onClose={onClose} isBusy={isPending}>
      <Form
        className=""
        onSubmit={onSubmit}
        error={error}
        {...(missing && { missing })}
        {...(explain && { explain })}
      >
        <div className="dialog__content form">{children}</div>
        <footer className="dialog__footer">
          <Button onPress={onClose} isDisabled={isPending}>
            Cancel
          </Button>
          <Button type="submit" look="primary" isPending={isPending}>
            {action}
          </Button>
        </footer>
      </Form>
    </Dialog>
  );
}
