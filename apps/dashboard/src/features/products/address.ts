import type { ListProductsInput } from '@stockflow/sdk';
import { idOf, idsOf, oneOf, present, type RawSearch, textOf } from '../../app/address.ts';

export const PRODUCT_SORTS = ['sku', 'sku-desc', 'name', 'name-desc', 'createdAt-desc', 'createdAt'] as const;
export const PRODUCT_STATUSES = ['active', 'discontinued', 'archived', 'deactivated', 'all'] as const;

/** What the address of the product list holds. */
export interface ProductsSearch {
  q?: string;
  category?: string[];
  supplier?: string[];
  status?: (typeof PRODUCT_STATUSES)[number];
  stock?: 'in' | 'out';
  sort?: (typeof PRODUCT_SORTS)[number];
}

export const readProductsSearch = (raw: RawSearch): ProductsSearch =>
  present({
    q: textOf(raw.q),
    category: idsOf(raw.category),
    supplier: idsOf(raw.supplier),
    status: oneOf(PRODUCT_STATUSES, raw.status),
    stock: oneOf(['in', 'out'] as const, raw.stock),
    sort: oneOf(PRODUCT_SORTS, raw.sort),
  });

type Filter = Omit<ListProductsInput, 'cursor' | 'limit'>;

/** Without a choice the list shows what is not deactivated. */
const STATUS: Record<NonNullable<ProductsSearch['status']> | 'none', Filter> = {
  none: { active: true },
  active: { active: true, lifecycle: 'active' },
  discontinued: { active: true, lifecycle: 'discontinued' },
  archived: { active: true, lifecycle: 'archived' },
  deactivated: { active: false },
  all: {},
};

/** The question that these filters ask. */
export const productsFilter = (search: ProductsSearch): Filter => {
  const [sort, order] = (search.sort ?? 'sku').split('-') as [
    'sku' | 'name' | 'createdAt',
    'desc' | undefined,
  ];
  return present({
    search: search.q?.trim(),
    categoryIds: search.category,
    supplierIds: search.supplier,
    ...STATUS[search.status ?? 'none'],
    stock: search.stock,
    sort,
    order: order ?? 'asc',
  });
};

export const TIMELINE_DAYS = ['30', '90', '180', '365'] as const;

/** What the address of a product holds: of what and how far back its chart is. */
export interface ProductSearch {
  warehouse?: string;
  /** Days of the chart; 90 without. */
  days?: (typeof TIMELINE_DAYS)[number];
}

export const readProductSearch = (raw: RawSearch): ProductSearch =>
  present({ warehouse: idOf(raw.warehouse), days: oneOf(TIMELINE_DAYS, raw.days) });
