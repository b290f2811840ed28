import type { Address } from '@stockflow/sdk';
import { TextField } from '../../ui/field.tsx';

/** A postal address as it is typed. */
export interface AddressForm {
  line1: string;
  line2: string;
  city: string;
  region: string;
  postalCode: string;
  country: string;
}

export const addressForm = (address: Address | null | undefined): AddressForm => ({
  line1: address?.line1 ?? '',
  line2: address?.line2 ?? '',
  city: address?.city ?? '',
  region: address?.region ?? '',
  postalCode: address?.postalCode ?? '',
  country: address?.country ?? '',
});

const filled = (text: string): string | null => (text.trim() === '' ? null : text);

/** The address as the API takes it; null when nothing was typed. */
export const addressInput = (form: AddressForm): Address | null =>
  Object.values(form).every((text) => text.trim() === '')
    ? null
    : {
        ...form,
        line2: filled(form.line2),
        region: filled(form.region),
        postalCode: filled(form.postalCode),
      };

/** An address in one line. */
export const addressLine = (address: Address | null): string | null =>
  address === null
    ? null
    : [address.line1, address.line2, `${address.postalCode ?? ''} ${address.city}`.trim(), address.country]
        .filter((part) => part != null && part !== '')
        .join(', ');

export function AddressFields({
  form,
  onChange,
}: {
  form: AddressForm;
  onChange: (form: AddressForm) => void;
}) {
  const set = (field: keyof AddressForm) => (value: string) => onChange({ ...form, [field]: value });
  return (
    <>
      <TextField
        label="Address"
        name="address.line1"
        autoComplete="off"
        value={form.line1}
        onChange={set('line1')}
      />
      <TextField
        label="Address, second line"
        name="address.line2"
        autoComplete="off"
        value={form.line2}
        onChange={set('line2')}
      />
      <div className="form__row">
        <TextField
          label="Postal code"
          name="address.postalCode"
          autoComplete="off"
          value={form.postalCode}
          onChange={set('postalCode')}
        />
        <TextField
          label="City"
          name="address.city"
          autoComplete="off"
          value={form.city}
          onChange={set('city')}
        />
      </div>
      <div className="form__row">
        <TextField
          label="Region"
          name="address.region"
          autoComplete="off"
          value={form.region}
          onChange={set('region')}
        />
        <TextField
          label="Country"
          name="address.country"
          autoComplete="off"
          value={form.country}
          onChange={set('country')}
        />
      </div>
    </>
  );
}
