import { useMutation } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { refusalOf } from '../../api/refusals.ts';
import { stockflow } from '../../api/stockflow.ts';
import { NewPasswordField, PersonFields } from '../../parts/person-fields.tsx';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Entrance, useBegin, WIDE_FORM } from './entrance.tsx';

const route = getRouteApi('/invite/$token');

/** The link of an invitation leads here. */
export function AcceptInvitationPage() {
  const { token } = route.useParams();
  const begin = useBegin();
  const [form, setForm] = useState({ firstName: '', lastName: '', password: '' });
  const set = (field: keyof typeof form) => (value: string) => setForm((now) => ({ ...now, [field]: value }));
  const accept = useMutation({
    mutationFn: () => stockflow.members.acceptInvitation({ token, ...form, cookie: true }),
    meta: { carriesPassword: true },
    onSuccess: begin,
  });
  return (
    <Entrance
      title="Accept the invitation"
      lead="Say who you are and choose a password."
      foot={
        <>
          Already joined? <Link to="/sign-in">Sign in</Link>
        </>
      }
    >
      <Form
        className={WIDE_FORM}
        onSubmit={() => accept.mutate()}
        error={accept.error}
        explain={explainInvitation}
      >
        <PersonFields values={form} set={set} />
        <NewPasswordField name="password" value={form.password} onChange={set('password')} />
        <Button type="submit" look="primary" isPending={accept.isPending}>
          Join the company
        </Button>
      </Form>
    </Entrance>
  );
}

const explainInvitation = (error: unknown) => {
  const code = refusalOf(error)?.code;
  return code === 'NOT_FOUND' || code === 'INVALID_CREDENTIALS'
    ? 'This invitation is not valid any more: it was used, withdrawn, or is older than seven days. Ask for a new one.'
    : null;
};
