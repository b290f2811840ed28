import type { Address, ApiKey, Category, Member, Supplier, Warehouse } from '@stockflow/sdk';
import type { CsvColumn } from '../../parts/export-csv.ts';

const addressColumns = <Row extends { address: Address | null }>(): readonly CsvColumn<Row>[] => [
  { header: 'Street', value: ({ address }) => address?.line1 },
  { header: 'Street 2', value: ({ address }) => address?.line2 },
  { header: 'Postal code', value: ({ address }) => address?.postalCode },
  { header: 'City', value: ({ address }) => address?.city },
  { header: 'Region', value: ({ address }) => address?.region },
  { header: 'Country', value: ({ address }) => address?.country },
];

export const WAREHOUSE_CSV: readonly CsvColumn<Warehouse>[] = [
  { header: 'Name', value: ({ name }) => name },
  ...addressColumns<Warehouse>(),
  { header: 'Priority', value: ({ priority }) => priority },
  { header: 'Active', value: ({ active }) => active },
];

export const CATEGORY_CSV: readonly CsvColumn<Category>[] = [
  { header: 'Name', value: ({ name }) => name },
  { header: 'Description', value: ({ description }) => description },
  { header: 'Threshold', value: ({ lowStockThreshold }) => lowStockThreshold },
  { header: 'Active', value: ({ active }) => active },
];

export const SUPPLIER_CSV: readonly CsvColumn<Supplier>[] = [
  { header: 'Name', value: ({ name }) => name },
  { header: 'E-mail', value: ({ contactEmail }) => contactEmail },
  { header: 'Phone', value: ({ contactPhone }) => contactPhone },
  ...addressColumns<Supplier>(),
  { header: 'Pay within days', value: ({ paymentTermsDays }) => paymentTermsDays },
  { header: 'Active', value: ({ active }) => active },
];

export const MEMBER_CSV: readonly CsvColumn<Member>[] = [
  { header: 'E-mail', value: ({ email }) => email },
  { header: 'First name', value: ({ firstName }) => firstName },
  { header: 'Last name', value: ({ lastName }) => lastName },
  { header: 'Role', value: ({ role }) => role },
  { header: 'Active', value: ({ active }) => active },
  { header: 'Last signed in', value: ({ lastSignedInAt }) => lastSignedInAt },
  { header: 'Since', value: ({ createdAt }) => createdAt },
];

/** Keys by what is told of them: the key itself is nowhere. */
export const API_KEY_CSV: readonly CsvColumn<ApiKey>[] = [
  { header: 'Name', value: ({ name }) => name },
  { header: 'Hint', value: ({ hint }) => hint },
  { header: 'Scopes', value: ({ scopes }) => scopes.join(' ') },
  { header: 'Last used', value: ({ lastUsedAt }) => lastUsedAt },
  { header: 'Expires', value: ({ expiresAt }) => expiresAt },
  { header: 'Revoked', value: ({ revokedAt }) => revokedAt },
  { header: 'Created', value: ({ createdAt }) => createdAt },
];
