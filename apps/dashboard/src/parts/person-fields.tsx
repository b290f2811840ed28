import { TextField } from '../ui/field.tsx';

/** First and last name, side by side. */
export function PersonFields({
  prefix = '',
  values,
  set,
}: {
  prefix?: string;
  values: { firstName: string; lastName: string };
  set: (field: 'firstName' | 'lastName') => (value: string) => void;
}) {
  return (
    <div className="form__row">
      <TextField
        label="First name"
        name={`${prefix}firstName`}
        autoComplete="given-name"
        isRequired
        value={values.firstName}
        onChange={set('firstName')}
      />
      <TextField
        label="Last name"
        name={`${prefix}lastName`}
        autoComplete="family-name"
        isRequired
        value={values.lastName}
        onChange={set('lastName')}
      />
    </div>
  );
}

/** A password to be set: what it must be is said before it is refused. */
export function NewPasswordField({
  name,
  value,
  onChange,
  label = 'Password',
}: {
  name: string;
  value: string;
  onChange: (value: string) => void;
  label?: string;
}) {
  return (
    <TextField
      label={label}
      name={name}
      type="password"
      autoComplete="new-password"
      description="At least 12 characters. A few words are better than a few symbols."
      isRequired
      value={value}
      onChange={onChange}
    />
  );
}
