import type { Database, Statement } from '../../connection/index.ts';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** The tables that the plan of a statement reads from end to end, as the application's role in a company. */
export const sequentialScans = async (
  database: Database,
  companyId: string,
  { text, values = [] }: Statement,
): Promise<string[]> => {
  const [row] = await database.readInCompany<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(companyId, {
    text: `explain (format json) ${text}`,
    values,
  });
  const walk = (node: PlanNode): string[] => [
    ...(node['Node Type'] === 'Seq Scan' && node['Relation Name'] ? [node['Relation Name']] : []),
    ...(node.Plans ?? []).flatMap(walk),
  ];
  return row ? [...new Set(walk(row['QUERY PLAN'][0].Plan))].sort() : [];
};
