import type { Company, UpdateCompanyInput } from '@stockflow/sdk';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { companyQuery } from '../../api/reference.ts';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { useCan } from '../../app/identity.ts';
import { formatQuantity, units } from '../../format/number.ts';
import { CurrencyField, TimeZoneField } from '../../parts/company-fields.tsx';
import { Button } from '../../ui/button.tsx';
import { QuantityField, TextField } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Card, Facts } from '../../ui/page.tsx';
import { LoadProblem, Skeleton } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { CloseCompany } from './close-company.tsx';

export function CompanySettings() {
  const query = useQuery(companyQuery);
  const can = useCan();
  if (query.data === undefined) {
    return (
      <Card title="Company">
        {query.isError ? (
          <LoadProblem
            error={query.error}
            onRetry={() => void query.refetch()}
            isRetrying={query.isFetching}
          />
        ) : (
          <Skeleton lines={5} />
        )}
      </Card>
    );
  }
  if (!can('company:write')) return <CompanyFacts company={query.data} />;
  return (
    <>
      <CompanyForm key={query.data.version} company={query.data} />
      {can('company:own') && <CloseCompany company={query.data} />}
    </>
  );
}

function CompanyFacts({ company }: { company: Company }) {
  return (
    <Card title="Company">
      <Facts
        facts={[
          { name: 'Name', value: company.name },
          { name: 'E-mail', value: company.email },
          { name: 'Phone', value: company.phone ?? '–' },
          { name: 'Currency', value: company.currency },
          { name: 'Time zone', value: company.timeZone },
          { name: 'Low at', value: `${formatQuantity(company.defaultLowStockThreshold)} or fewer` },
          { name: 'Recent sales', value: units(company.recentSalesWindowDays, 'day') },
          { name: 'Critical at', value: units(company.criticalDays, 'day') },
        ]}
      />
    </Card>
  );
}

const formOf = (company: Company) => ({
  name: company.name,
  email: company.email,
  phone: company.phone ?? '',
  currency: company.currency,
  timeZone: company.timeZone,
  defaultLowStockThreshold: company.defaultLowStockThreshold as number | null,
  recentSalesWindowDays: company.recentSalesWindowDays as number | null,
  criticalDays: company.criticalDays as number | null,
  reviewPeriodDays: company.reviewPeriodDays as number | null,
});
type CompanyFormValues = ReturnType<typeof formOf>;
type Setter = <Field extends keyof CompanyFormValues>(
  field: Field,
) => (value: CompanyFormValues[Field]) => void;

/** Only what was changed and is not empty; an emptied figure keeps what it was. */
const changesOf = (company: Company, form: CompanyFormValues): UpdateCompanyInput => {
  const before = formOf(company);
  const changed = Object.entries(form).filter(
    ([field, value]) => value !== null && value !== before[field as keyof CompanyFormValues],
  );
  const changes: UpdateCompanyInput = Object.fromEntries(changed);
  return changes.phone === '' ? { ...changes, phone: null } : changes;
};

function CompanyForm({ company }: { company: Company }) {
  const client = useQueryClient();
  const [form, setForm] = useState(() => formOf(company));
  const set: Setter = (field) => (value) => setForm((now) => ({ ...now, [field]: value }));
  const update = useWrite({
    write: (input: UpdateCompanyInput, key) => stockflow.company.update({ ...input, ...key }),
    refreshes: ['identity', 'alerts', 'thresholds'],
    onDone: (saved) => {
      client.setQueryData(companyQuery.queryKey, saved);
      toast('The company is saved.');
    },
  });
  return (
    <Form
      onSubmit={() => update.mutate({ ...changesOf(company, form), expectedVersion: company.version })}
      error={update.error}
    >
      <Card title="Company">
        <CompanyBasics form={form} set={set} />
      </Card>
      <Card title="Low stock">
        <AlertDefaults form={form} set={set} />
      </Card>
      <div className="form__actions">
        <Button type="submit" look="primary" isPending={update.isPending}>
          Save
        </Button>
      </div>
    </Form>
  );
}

function CompanyBasics({ form, set }: { form: CompanyFormValues; set: Setter }) {
  return (
    <div className="form">
      <TextField label="Name" name="name" isRequired value={form.name} onChange={set('name')} />
      <div className="form__row">
        <TextField
          label="E-mail"
          name="email"
          inputMode="email"
          isRequired
          value={form.email}
          onChange={set('email')}
        />
        <TextField label="Phone" name="phone" inputMode="tel" value={form.phone} onChange={set('phone')} />
      </div>
      <div className="form__row">
        <CurrencyField name="currency" value={form.currency} onChange={set('currency')} />
        <TimeZoneField name="timeZone" value={form.timeZone} onChange={set('timeZone')} />
      </div>
    </div>
  );
}

function AlertDefaults({ form, set }: { form: CompanyFormValues; set: Setter }) {
  const fields = [
    ['defaultLowStockThreshold', 'Low at', 'Units, where neither product nor category says', 0],
    ['recentSalesWindowDays', 'Recent sales, days', 'The sales that make the velocity', 1],
    ['criticalDays', 'Critical at, days', 'Stock that lasts no longer is critical', 0],
    ['reviewPeriodDays', 'Order review, days', 'How often you order', 0],
  ] as const;
  return (
    <div className="form__row">
      {fields.map(([field, label, description, min]) => (
        <QuantityField
          key={field}
          label={label}
          name={field}
          description={description}
          isRequired
          minValue={min}
          value={form[field]}
          onChange={set(field)}
        />
      ))}
    </div>
  );
}
