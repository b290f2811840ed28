import type { CompanyTransaction } from '../connection/index.ts';

/** Names of warehouses, by id. */
export const readWarehouseNames = async (
  tx: CompanyTransaction,
  ids: readonly string[],
): Promise<Map<string, string>> => {
  const rows = await tx.query<{ id: string; name: string }>({
    name: 'warehouse-names',
    text: 'select id, name from warehouses where company_id = $1 and id = any($2::uuid[])',
    values: [tx.companyId, [...new Set(ids)]],
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
};
