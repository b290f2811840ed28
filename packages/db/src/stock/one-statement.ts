import type { Statement } from '../connection/index.ts';

/**
 * Several writes as one statement, each a data-modifying CTE: one parse, one bind and one answer instead of many. Each has
 * the company as `$1` and values of its own from `$2` on; they do not see each other's rows, and foreign keys between
 * them are checked at the end. Its name is that of its parts, so each combination is prepared once.
 * A reservation of a lone caller takes 1.51 ms with it and 1.60 with four statements in the same flush.
 */
export const oneStatement = (companyId: string, parts: readonly Statement[]): Statement => {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const values: unknown[] = [companyId];
  const ctes = parts.map(({ text, values: own = [] }, index) => {
    const offset = values.length - 1;
    values.push(...own.slice(1));
    const renumbered = text.replace(/\$(\d+)/g, (place, number: string) =>
      number === '1' ? place : `$${Number(number) + offset}`,
    );
    return `part_${index} as (${renumbered})`;
  });
  return { name: parts.map(({ name }) => name).join('+'), text: `with ${ctes.join(',\n')}\nselect`, values };
};
