import { useMemo } from 'react';
import { locale } from '../format/locale.ts';
import { PickField } from '../ui/pick-field.tsx';
import type { Option } from '../ui/select.tsx';

interface FieldProps {
  name: string;
  value: string;
  onChange: (value: string) => void;
  isDisabled?: boolean;
}

const namesOf = (type: 'currency', codes: readonly string[]): Option[] => {
  const names = new Intl.DisplayNames([locale()], { type });
  return codes.map((code) => ({ id: code, label: `${code} – ${names.of(code) ?? code}` }));
};

/** The currency of a company's money. */
export function CurrencyField(props: FieldProps) {
  const options = useMemo(() => namesOf('currency', Intl.supportedValuesOf('currency')), []);
  return <PickField {...props} label="Currency" options={options} />;
}

/** The zone in which a company's days begin. */
export function TimeZoneField(props: FieldProps) {
  const options = useMemo(() => {
    const zones = new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), props.value]);
    return [...zones].map((zone) => ({ id: zone, label: zone.replaceAll('_', ' ') }));
  }, [props.value]);
  return <PickField {...props} label="Time zone" options={options} />;
}
