import { router } from '../../core/door.ts';
import { cancelTransfer } from './cancel-transfer.ts';
import { getTransfer } from './get-transfer.ts';
import { listTransfers } from './list-transfers.ts';
import { receiveTransfer } from './receive-transfer.ts';
import { shipTransfer } from './ship-transfer.ts';

export const transferRouter = router({
  cancel: cancelTransfer,
  get: getTransfer,
  list: listTransfers,
  receive: receiveTransfer,
  ship: shipTransfer,
});
