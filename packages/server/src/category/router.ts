import { router } from '../core/door.ts';
import { createCategory } from './create-category.ts';
import { deactivateCategory } from './deactivate-category.ts';
import { getCategory } from './get-category.ts';
import { listCategories } from './list-categories.ts';
import { updateCategory } from './update-category.ts';

export const categoryRouter = router({
  create: createCategory,
  deactivate: deactivateCategory,
  get: getCategory,
  list: listCategories,
  update: updateCategory,
});
