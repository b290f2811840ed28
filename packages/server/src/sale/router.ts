import { router } from '../core/door.ts';
import { cancelSale } from './cancel-sale.ts';
import { completeSale } from './complete-sale.ts';
import { confirmSale } from './confirm-sale.ts';
import { createSale } from './create-sale.ts';
import { getSale } from './get-sale.ts';
import { importSales } from './import-sales.ts';
import { listSales } from './list-sales.ts';

export const saleRouter = router({
  cancel: cancelSale,
  complete: completeSale,
  confirm: confirmSale,
  create: createSale,
  get: getSale,
  import: importSales,
  list: listSales,
});
