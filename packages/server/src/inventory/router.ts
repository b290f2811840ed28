import { router } from '../core/door.ts';
import { adjustStock } from './adjust-stock.ts';
import { listMovements } from './list-movements.ts';
import { listStockLevels } from './list-stock-levels.ts';
import { receiveStock } from './receive-stock.ts';
import { verifyLedger } from './verify-ledger.ts';

export const inventoryRouter = router({
  adjust: adjustStock,
  history: listMovements,
  levels: listStockLevels,
  receive: receiveStock,
  verify: verifyLedger,
});
