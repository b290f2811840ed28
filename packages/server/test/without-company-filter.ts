import type { Statement } from '@stockflow/db';

// The parameter stays in the text, for PostgreSQL must know its type; but every company passes.
const anyOf = (parameter: string) => `${parameter}::uuid is not null`;

/**
 * The mutant: a statement whose filters by company are gone, joins and all, as if whoever wrote it had forgotten
 * them. What is inserted still says its company: a column is not forgotten without an error.
 */
export const withoutCompanyFilter = (statement: Statement): Statement => {
  const text = statement.text
    .replace(/(?:\b\w+\.)?\bcompany_id\s*=\s*(\$\d+)(?:::uuid)?/g, (_, parameter: string) => anyOf(parameter))
    .replace(/\b\w+\.(?:company_)?id\s*=\s*\w+\.company_id\b/g, 'true')
    .replace(
      /(\bcompanies\b[^;]*?\bwhere\s+)(?:\w+\.)?id\s*=\s*(\$\d+)/gi,
      (_, before: string, parameter: string) => before + anyOf(parameter),
    );
  // A prepared statement's name stands for one text: the mutant has one of its own.
  return { ...statement, text, ...(statement.name !== undefined && { name: `${statement.name}-mutant` }) };
};

/** True when the statement still asks for a company. */
export const hasCompanyFilter = ({ text }: Statement): boolean =>
  /company_id\s*(=|<|>|in\b|is\b)/i.test(text) ||
  /\bcompanies\b[^;]*?\bwhere\s+(\w+\.)?id\s*=\s*\$/i.test(text);
