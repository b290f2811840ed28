import { router } from '../core/door.ts';
import { createBundle } from './create-bundle.ts';
import { createProduct } from './create-product.ts';
import { createProducts } from './create-products.ts';
import { deactivateProduct } from './deactivate-product.ts';
import { getBundle } from './get-bundle.ts';
import { getProduct } from './get-product.ts';
import { getProductBySku } from './get-product-by-sku.ts';
import { listProducts } from './list-products.ts';
import { setBundle } from './set-bundle.ts';
import { updateProduct } from './update-product.ts';

export const productRouter = router({
  create: createProduct,
  createBundle,
  createMany: createProducts,
  deactivate: deactivateProduct,
  get: getProduct,
  getBundle,
  getBySku: getProductBySku,
  list: listProducts,
  setBundle,
  update: updateProduct,
});
