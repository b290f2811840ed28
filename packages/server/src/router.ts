import { alertRouter } from './alert/router.ts';
import { apiKeyRouter } from './api-key/router.ts';
import { authRouter } from './auth/router.ts';
import { categoryRouter } from './category/router.ts';
import { companyRouter } from './company/router.ts';
import { router } from './core/door.ts';
import { countRouter } from './count/router.ts';
import { eventRouter } from './event/router.ts';
import { inventoryRouter } from './inventory/router.ts';
import { transferRouter } from './inventory/transfer/router.ts';
import { memberRouter } from './member/router.ts';
import { productRouter } from './product/router.ts';
import { reportRouter } from './report/router.ts';
import { reservationRouter } from './reservation/router.ts';
import { returnRouter } from './return/router.ts';
import { saleRouter } from './sale/router.ts';
import { supplierRouter } from './supplier/router.ts';
import { thresholdRouter } from './threshold/router.ts';
import { warehouseRouter } from './warehouse/router.ts';

/** Every procedure. */
export const appRouter = router({
  alerts: alertRouter,
  apiKeys: apiKeyRouter,
  auth: authRouter,
  categories: categoryRouter,
  company: companyRouter,
  counts: countRouter,
  events: eventRouter,
  inventory: inventoryRouter,
  members: memberRouter,
  products: productRouter,
  reports: reportRouter,
  reservations: reservationRouter,
  returns: returnRouter,
  sales: saleRouter,
  suppliers: supplierRouter,
  thresholds: thresholdRouter,
  transfers: transferRouter,
  warehouses: warehouseRouter,
});

/** The router's type: for the drift test of the SDK, and for internal teams that call typed procedures. */
export type AppRouter = typeof appRouter;
