import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';

/** A short form in a dialog: fields, Cancel, Save. */
export function EditDialog({
  title,
  action = 'Save',
  onClose,
  onSubmit,
  isPending,
  error,
  missing,
  children,
}: {
  title: string;
  action?: string;
  onClose: () => void;
  onSubmit: () => void;
  isPending: boolean;
  error: unknown;
  missing?: Record<string, string>;
  children: ReactNode;
}) {
  return (
    <Dialog title={title} isOpen onClose={onClose} isBusy={isPending}>
      <Form className="" onSubmit={onSubmit} error={error} {...(missing && { missing })}>
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
