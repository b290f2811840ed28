import { router } from '../core/door.ts';
import { createProduct } from './create-product.ts';
import { createProducts } from './create-products.ts';
import { deactivateProduct } from './deactivate-product.ts';
import { getProduct } from './get-product.ts';
import { getProductBySku } from './get-product-by-sku.ts';
import { listProducts } from './list-products.ts';
import { updateProduct } from './update-product.ts';

export const productRouter = router({
  create: createProduct,
  createMany: createProducts,
  deactivate: deactivateProduct,
  get: getProduct,
  getBySku: getProductBySku,
  list: listProducts,
  update: updateProduct,
});
