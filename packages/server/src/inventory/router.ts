import { router } from '../core/door.ts';
import { adjustStock } from './adjust-stock.ts';
import { checkAvailability } from './check-availability.ts';
import { commitReservation } from './commit-reservation.ts';
import { extendReservation } from './extend-reservation.ts';
import { listMovements } from './list-movements.ts';
import { listStockLevels } from './list-stock-levels.ts';
import { receiveStock } from './receive-stock.ts';
import { releaseReservation } from './release-reservation.ts';
import { repairLedger } from './repair-ledger.ts';
import { reserveStock } from './reserve-stock.ts';
import { setStock } from './set-stock.ts';
import { transferStock } from './transfer/transfer-stock.ts';
import { verifyLedger } from './verify-ledger.ts';

export const inventoryRouter = router({
  adjust: adjustStock,
  availability: checkAvailability,
  commit: commitReservation,
  extend: extendReservation,
  history: listMovements,
  levels: listStockLevels,
  receive: receiveStock,
  release: releaseReservation,
  repair: repairLedger,
  reserve: reserveStock,
  set: setStock,
  transfer: transferStock,
  verify: verifyLedger,
});
