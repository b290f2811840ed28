import { useMutation } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { refusalOf } from '../../api/refusals.ts';
import { stockflow } from '../../api/stockflow.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/states.tsx';
import { Entrance, useBegin, WIDE_FORM } from './entrance.tsx';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { next, reason } = route.useSearch();
  const begin = useBegin(next);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => stockflow.auth.signIn({ email, password, cookie: true }),
    meta: { carriesPassword: true },
    onSuccess: begin,
  });
  return (
    <Entrance
      title="Sign in"
      lead="Welcome back."
      foot={
        <>
          New here? <Link to="/sign-up">Create a company</Link>
        </>
      }
    >
      <Form
        className={WIDE_FORM}
        onSubmit={() => signIn.mutate()}
        error={signIn.error}
        explain={explainSignIn}
      >
        {reason === 'ended' && signIn.error === null && (
          <Notice>Your session has ended. Sign in to go on where you were.</Notice>
        )}
        <TextField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          isRequired
          autoFocus
          value={email}
          onChange={setEmail}
        />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          isRequired
          value={password}
          onChange={setPassword}
        />
        <Button type="submit" look="primary" isPending={signIn.isPending}>
          Sign in
        </Button>
      </Form>
    </Entrance>
  );
}

const explainSignIn = (error: unknown) =>
  refusalOf(error)?.code === 'INVALID_CREDENTIALS'
    ? 'The e-mail address or the password is not right.'
    : null;
