import type { CompanyTransaction } from '../connection/index.ts';
import type { ExternalKey } from './insert-sales.ts';

/** The external key as one text, for maps. A channel holds no NUL. */
export const externalKeyOf = ({ channel, externalId }: ExternalKey): string =>
  `${channel}\u0000${externalId}`;

const TABLES = { sale: 'sales', return: 'sale_returns' } as const;

/** The ids of sales or returns by their external key; along the unique index (company, channel, external_id). */
export const idsByExternalKey = async (
  tx: CompanyTransaction,
  type: keyof typeof TABLES,
  keys: readonly ExternalKey[],
): Promise<Map<string, string>> => {
  if (keys.length === 0) return new Map();
  const rows = await tx.query<ExternalKey & { id: string }>({
    name: `${type}-by-external-id`,
    text: `select id, channel, external_id as "externalId"
           from ${TABLES[type]}
           where company_id = $1 and channel = any($2::text[]) and external_id = any($3::text[])`,
    values: [
      tx.companyId,
      [...new Set(keys.map(({ channel }) => channel))],
      keys.map(({ externalId }) => externalId),
    ],
  });
  return new Map(rows.map((row) => [externalKeyOf(row), row.id]));
};
