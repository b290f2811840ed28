import type { CloseCompanyInput, Company } from '@stockflow/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Card } from '../../ui/page.tsx';
import { toast } from '../../ui/toast.tsx';

/** Ends the company for all its members. The owner alone sees it, and has to write the name. */
export function CloseCompany({ company }: { company: Company }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Card title="Close the company">
      <div className="row row--wrap row--between">
        <p className="soft">Nobody can sign in any more, and every API key stops. There is no way back.</p>
        <Button look="danger" onPress={() => setOpen(true)}>
          Close company
        </Button>
      </div>
      {isOpen && <CloseDialog company={company} onClose={() => setOpen(false)} />}
    </Card>
  );
}

function CloseDialog({ company, onClose }: { company: Company; onClose: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [confirmName, setConfirmName] = useState('');
  const close = useWrite({
    write: (input: CloseCompanyInput, key) => stockflow.company.close({ ...input, ...key }),
    refreshes: [],
    onDone: () => {
      toast(`${company.name} is closed.`);
      void navigate({ to: '/sign-in' }).then(() => client.clear());
    },
  });
  return (
    <Dialog title={`Close ${company.name}?`} isOpen onClose={onClose} isBusy={close.isPending} alert>
      <Form className="" onSubmit={() => close.mutate({ confirmName })} error={close.error}>
        <div className="dialog__content form">
          <p className="soft">
            All members are signed out and every API key stops. There is no way back. Write{' '}
            <span className="strong">{company.name}</span> to close it.
          </p>
          <TextField
            label="Name of the company"
            name="confirmName"
            isRequired
            autoFocus
            autoComplete="off"
            value={confirmName}
            onChange={setConfirmName}
          />
        </div>
        <footer className="dialog__footer">
          <Button onPress={onClose} isDisabled={close.isPending}>
            Keep it
          </Button>
          <Button
            type="submit"
            look="danger"
            isDisabled={confirmName !== company.name}
            isPending={close.isPending}
          >
            Close for good
          </Button>
        </footer>
      </Form>
    </Dialog>
  );
}
