import { router } from '../core/door.ts';
import { createSupplier } from './create-supplier.ts';
import { deactivateSupplier } from './deactivate-supplier.ts';
import { getSupplier } from './get-supplier.ts';
import { listSupplierOffers } from './list-supplier-offers.ts';
import { listSuppliers } from './list-suppliers.ts';
import { removeSupplierOffer } from './remove-supplier-offer.ts';
import { setSupplierOffer } from './set-supplier-offer.ts';
import { updateSupplier } from './update-supplier.ts';

export const supplierRouter = router({
  create: createSupplier,
  deactivate: deactivateSupplier,
  get: getSupplier,
  list: listSuppliers,
  listOffers: listSupplierOffers,
  removeOffer: removeSupplierOffer,
  setOffer: setSupplierOffer,
  update: updateSupplier,
});
