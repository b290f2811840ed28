import type { SignUpInput } from '@stockflow/sdk';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { stockflow } from '../../api/stockflow.ts';
import { CurrencyField, TimeZoneField } from '../../parts/company-fields.tsx';
import { NewPasswordField, PersonFields } from '../../parts/person-fields.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Entrance, useBegin, WIDE_FORM } from './entrance.tsx';

const FIELD_OF = { EMAIL_TAKEN: 'user.email' };

const emptyForm = () => ({
  company: '',
  currency: 'EUR',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  firstName: '',
  lastName: '',
  email: '',
  password: '',
});

const inputOf = ({ company, currency, timeZone, ...user }: ReturnType<typeof emptyForm>): SignUpInput => ({
  company: { name: company, currency, timeZone },
  user,
  cookie: true,
});

export function SignUpPage() {
  const begin = useBegin();
  const [form, setForm] = useState(emptyForm);
  const set = (field: keyof typeof form) => (value: string) => setForm((now) => ({ ...now, [field]: value }));
  const signUp = useMutation({
    mutationFn: () => stockflow.auth.signUp(inputOf(form)),
    meta: { carriesPassword: true },
    onSuccess: begin,
  });
  return (
    <Entrance
      title="Create a company"
      lead="You will be its owner and can invite others."
      foot={
        <>
          Already have one? <Link to="/sign-in">Sign in</Link>
        </>
      }
    >
      <Form className={WIDE_FORM} onSubmit={() => signUp.mutate()} error={signUp.error} fieldOf={FIELD_OF}>
        <TextField
          label="Company name"
          name="company.name"
          autoComplete="organization"
          isRequired
          autoFocus
          value={form.company}
          onChange={set('company')}
        />
        <div className="form__row">
          <CurrencyField name="company.currency" value={form.currency} onChange={set('currency')} />
          <TimeZoneField name="company.timeZone" value={form.timeZone} onChange={set('timeZone')} />
        </div>
        <PersonFields prefix="user." values={form} set={set} />
        <TextField
          label="E-mail"
          name="user.email"
          type="email"
          autoComplete="username"
          isRequired
          value={form.email}
          onChange={set('email')}
        />
        <NewPasswordField name="user.password" value={form.password} onChange={set('password')} />
        <Button type="submit" look="primary" isPending={signUp.isPending}>
          Create company
        </Button>
      </Form>
    </Entrance>
  );
}
