import { pick, type StoryCompany } from './company.ts';
import { type Deeds, NOTHING } from './deeds.ts';
import { linesOf } from './play-stock.ts';
import type { Line } from './steps.ts';

/** Every kind of line charges the same: prices are no matter of these stories. */
const pricedLines = (company: StoryCompany, lines: readonly Line[]) =>
  linesOf(company, lines).map((line) => ({ ...line, unitPrice: '5.00' }));

/** What customers want and bring back. */
export const SALES: Deeds<
  'sell' | 'confirm' | 'cancel' | 'complete' | 'import' | 'importReturn' | 'takeBack' | 'takeBackUnknown'
> = {
  sell: async (company, { status, ...step }) => {
    const lines = linesOf(company, step.lines);
    if (lines.length === 0) return NOTHING;
    const { id } = await company.call.sales.create({ status, lines });
    company.sales.push(id);
    return undefined;
  },
  confirm: async (company, { sale }) => {
    const saleId = pick(company.sales, sale);
    return saleId ? company.call.sales.confirm({ saleId }) : NOTHING;
  },
  cancel: async (company, { sale }) => {
    const saleId = pick(company.sales, sale);
    return saleId ? company.call.sales.cancel({ saleId }) : NOTHING;
  },
  complete: async (company, { sale, quantity, rest }) => {
    const saleId = pick(company.sales, sale);
    if (!saleId) return NOTHING;
    const part = quantity === undefined ? {} : { lines: [{ lineNumber: 1, quantity }] };
    return company.call.sales.complete({ saleId, ...part, rest });
  },
  import: async (company, step) => {
    const lines = pricedLines(company, step.lines);
    if (lines.length === 0) return NOTHING;
    const externalId = `S-${company.serial()}`;
    const saleDate = company.at(step.when);
    const { results } = await company.call.sales.import({
      entries: [{ type: 'sale', externalId, saleDate, lines }],
    });
    company.sales.push(...results.map(({ id }) => id));
    return undefined;
  },
  importReturn: async (company, { disposition, ...step }) => {
    const lines = pricedLines(company, step.lines);
    if (lines.length === 0) return NOTHING;
    const externalId = `R-${company.serial()}`;
    const returnedAt = company.at(step.when);
    return company.call.sales.import({
      entries: [{ type: 'return', externalId, returnedAt, disposition, lines }],
    });
  },
  takeBack: async (company, { sale, quantity, to, disposition, when }) => {
    const saleId = pick(company.sales, sale);
    if (!saleId) return NOTHING;
    const warehouseId = to === undefined ? undefined : pick(company.warehouses, to);
    const line = { saleLineNumber: 1, quantity, disposition, ...(warehouseId && { warehouseId }) };
    return company.call.returns.create({ saleId, returnedAt: company.at(when), lines: [line] });
  },
  takeBackUnknown: async (company, { disposition, when, ...step }) => {
    const lines = pricedLines(company, step.lines).map((line) => ({ ...line, disposition }));
    if (lines.length === 0) return NOTHING;
    return company.call.returns.createUnlinked({ returnedAt: company.at(when), lines });
  },
};
