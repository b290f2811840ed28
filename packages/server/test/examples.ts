import { ALERT_EXAMPLES } from './examples/alert.ts';
import { CATALOGUE_EXAMPLES } from './examples/catalogue.ts';
import type { Examples } from './examples/common.ts';
import { COUNT_EXAMPLES } from './examples/count.ts';
import { IDENTITY_EXAMPLES } from './examples/identity.ts';
import { REPORT_EXAMPLES } from './examples/report.ts';
import { STOCK_EXAMPLES } from './examples/stock.ts';

/** A valid input for every door, with every field that it has; a door without a row here fails the sweep. */
export const EXAMPLES: Examples = {
  ...ALERT_EXAMPLES,
  ...CATALOGUE_EXAMPLES,
  ...COUNT_EXAMPLES,
  ...IDENTITY_EXAMPLES,
  ...REPORT_EXAMPLES,
  ...STOCK_EXAMPLES,
};
