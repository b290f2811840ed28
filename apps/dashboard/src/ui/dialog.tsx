import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button, IconButton } from './button.tsx';

interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  /** A panel at the side that shows one thing of the list behind it, instead of a box in the middle. */
  side?: boolean;
  wide?: boolean;
  /** While something is being saved neither Escape nor a click outside closes it. */
  isBusy?: boolean;
  /** For a question whose answer destroys something. */
  alert?: boolean;
}

/** A dialog over the page: focus moves in, stays in, and returns to where it was. */
export function Dialog(props: DialogProps) {
  const {
    title,
    isOpen,
    onClose,
    children,
    side = false,
    wide = false,
    isBusy = false,
    alert = false,
  } = props;
  const shape = side ? 'dialog--side' : wide ? 'dialog--wide' : '';
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={!alert && !isBusy}
      isKeyboardDismissDisabled={isBusy}
      className={`scrim ${side ? 'scrim--side' : ''}`}
    >
      <Modal className={`dialog ${shape}`}>
        <AriaDialog className="dialog__body" role={alert ? 'alertdialog' : 'dialog'}>
          <header className="dialog__header">
            <Heading slot="title" className="dialog__title">
              {title}
            </Heading>
            <IconButton icon={X} label="Close" onPress={onClose} isDisabled={isBusy} />
          </header>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

interface ConfirmProps {
  title: string;
  /** What will happen, and whether there is a way back. */
  children: ReactNode;
  /** The verb on the button: "Deactivate", not "OK". */
  action: string;
  /** The way out: "Cancel", unless that is what the act itself is called. */
  keep?: string;
  isOpen: boolean;
  onClose: () => void;
  onConfirm: () => void;
  isPending: boolean;
  destructive?: boolean;
  /** What was refused, if it was. */
  problem?: ReactNode;
}

/** Asks before an act that is not undone by a click. */
export function Confirm(props: ConfirmProps) {
  const {
    title,
    children,
    action,
    keep = 'Cancel',
    isOpen,
    onClose,
    onConfirm,
    isPending,
    destructive = false,
    problem,
  } = props;
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose} isBusy={isPending} alert>
      <div className="dialog__content stack">
        <div className="soft">{children}</div>
        {problem}
      </div>
      <footer className="dialog__footer">
        <Button onPress={onClose} isDisabled={isPending} autoFocus>
          {keep}
        </Button>
        <Button look={destructive ? 'danger' : 'primary'} onPress={onConfirm} isPending={isPending}>
          {action}
        </Button>
      </footer>
    </Dialog>
  );
}
