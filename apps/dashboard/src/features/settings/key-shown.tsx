import type { ApiKeyCreated } from '@stockflow/sdk';
import { Button } from '../../ui/button.tsx';
import { Copy } from '../../ui/copy.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/states.tsx';

/** The key itself, this once: only its hash is stored. */
export function KeyShown({ created, onClose }: { created: ApiKeyCreated; onClose: () => void }) {
  return (
    <Dialog title={`The key of ${created.apiKey.name}`} isOpen onClose={onClose} alert>
      <div className="dialog__content form">
        <Notice tone="warn">Copy it now. It is shown this once; who loses it makes a new one.</Notice>
        <Copy text={created.key} />
      </div>
      <footer className="dialog__footer">
        <Button look="primary" onPress={onClose}>
          I have stored it
        </Button>
      </footer>
    </Dialog>
  );
}
