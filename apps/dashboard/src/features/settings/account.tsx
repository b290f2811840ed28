import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { refusalOf } from '../../api/refusals.ts';
import { stockflow } from '../../api/stockflow.ts';
import { useIdentity } from '../../app/identity.ts';
import { setTheme, type Theme, useTheme } from '../../app/theme.ts';
import { NewPasswordField } from '../../parts/person-fields.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Segments } from '../../ui/filter.tsx';
import { Form, Problem } from '../../ui/form.tsx';
import { Card, Facts } from '../../ui/page.tsx';
import { toast } from '../../ui/toast.tsx';

const THEMES: readonly { id: Theme; label: string }[] = [
  { id: 'system', label: 'As the system' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
];

/** What belongs to the person alone. */
export function AccountSettings() {
  const { user } = useIdentity();
  const theme = useTheme();
  if (user === null) return null;
  return (
    <>
      <Card title="You">
        <Facts
          facts={[
            { name: 'Name', value: `${user.firstName} ${user.lastName}` },
            { name: 'E-mail', value: user.email },
            { name: 'Role', value: <span className="capital">{user.role}</span> },
            {
              name: 'Appearance',
              value: <Segments label="Appearance" options={THEMES} value={theme} onChange={setTheme} />,
            },
          ]}
        />
      </Card>
      <Card title="Password">
        <PasswordForm />
      </Card>
      <Card title="Sessions">
        <SignOutEverywhere />
      </Card>
    </>
  );
}

const EMPTY = { currentPassword: '', newPassword: '' };

function PasswordForm() {
  const { user } = useIdentity();
  const [form, setForm] = useState(EMPTY);
  const change = useMutation({
    mutationFn: () => stockflow.auth.changePassword({ ...form, cookie: true }),
    meta: { carriesPassword: true },
    onSuccess: () => {
      setForm(EMPTY);
      toast('Your password is changed. Other sessions of yours have ended.');
    },
  });
  return (
    <Form onSubmit={() => change.mutate()} error={change.error} explain={explainPassword}>
      <input type="hidden" autoComplete="username" value={user?.email ?? ''} readOnly />
      <div className="form__row">
        <TextField
          label="Present password"
          name="currentPassword"
          type="password"
          autoComplete="current-password"
          isRequired
          value={form.currentPassword}
          onChange={(currentPassword) => setForm((now) => ({ ...now, currentPassword }))}
        />
        <NewPasswordField
          name="newPassword"
          label="New password"
          value={form.newPassword}
          onChange={(newPassword) => setForm((now) => ({ ...now, newPassword }))}
        />
      </div>
      <div className="form__actions">
        <Button type="submit" look="primary" isPending={change.isPending}>
          Change password
        </Button>
      </div>
    </Form>
  );
}

const explainPassword = (error: unknown) =>
  refusalOf(error)?.code === 'INVALID_CREDENTIALS' ? 'The present password is not right.' : null;

function SignOutEverywhere() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const signOut = useMutation({
    mutationFn: () => stockflow.auth.signOutEverywhere(),
    onSuccess: async () => {
      await navigate({ to: '/sign-in' });
      client.clear();
      toast('You are signed out everywhere.');
    },
  });
  return (
    <div className="stack">
      <div className="row row--wrap row--between">
        <p className="soft">Ends every session of yours, on every device, this one too.</p>
        <Button onPress={() => signOut.mutate()} isPending={signOut.isPending}>
          Sign out everywhere
        </Button>
      </div>
      <Problem error={signOut.error} />
    </div>
  );
}
