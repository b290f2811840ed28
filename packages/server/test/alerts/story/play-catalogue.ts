import { pick, type StoryCompany } from './company.ts';
import { type Deeds, NOTHING } from './deeds.ts';
import type { StepOf } from './steps.ts';

const editWarehouse = (company: StoryCompany, number: number, active: boolean) => {
  const warehouseId = pick(company.warehouses, number);
  if (!warehouseId) return NOTHING;
  return active
    ? company.call.warehouses.update({ warehouseId, active })
    : company.call.warehouses.deactivate({ warehouseId });
};

const editSupplier = (company: StoryCompany, number: number, active: boolean) => {
  const supplierId = pick(company.suppliers, number);
  if (!supplierId) return NOTHING;
  return active
    ? company.call.suppliers.update({ supplierId, active })
    : company.call.suppliers.deactivate({ supplierId });
};

const makeProduct = async (company: StoryCompany, step: StepOf<'product'>) => {
  const number = company.serial();
  const warehouseId = pick(company.warehouses, step.warehouse);
  const categoryId = step.category === undefined ? undefined : pick(company.categories, step.category);
  const { product } = await company.call.products.create({
    sku: `P-${number}`,
    name: `Product ${number}`,
    price: '5.00',
    ...(categoryId && { categoryId }),
    ...(step.threshold !== undefined && { lowStockThreshold: step.threshold }),
    ...(warehouseId && step.initial !== undefined && { warehouseId, initialQuantity: step.initial }),
  });
  company.products.push(product.id);
};

const componentsOf = (company: StoryCompany, parts: StepOf<'bundle'>['parts']) => {
  const quantities = new Map(parts.map((part) => [pick(company.products, part.product), part.quantity]));
  return [...quantities].flatMap(([productId, quantity]) => (productId ? [{ productId, quantity }] : []));
};

const makeBundle = async (company: StoryCompany, { parts }: StepOf<'bundle'>) => {
  const number = company.serial();
  const components = componentsOf(company, parts);
  if (components.length === 0) return NOTHING;
  const { product } = await company.call.products.createBundle({
    sku: `B-${number}`,
    name: `Bundle ${number}`,
    price: '9.00',
    components,
  });
  company.bundles.push(product.id);
  return undefined;
};

/** What there is, and the settings. */
export const CATALOGUE: Deeds<
  | 'product'
  | 'bundle'
  | 'setBundle'
  | 'editProduct'
  | 'category'
  | 'editCategory'
  | 'warehouse'
  | 'closeWarehouse'
  | 'openWarehouse'
  | 'settings'
  | 'zone'
  | 'threshold'
  | 'thresholds'
  | 'supplier'
  | 'dropSupplier'
  | 'takeSupplier'
  | 'offer'
  | 'dropOffer'
> = {
  product: makeProduct,
  bundle: makeBundle,
  setBundle: async (company, { bundle, parts }) => {
    const productId = pick(company.bundles, bundle);
    const components = componentsOf(company, parts);
    if (!productId || components.length === 0) return NOTHING;
    return company.call.products.setBundle({ productId, components });
  },
  editProduct: async (company, { product, edit: { category, ...edit } }) => {
    const productId = pick(company.products, product);
    if (!productId) return NOTHING;
    const categoryId = category == null ? category : (pick(company.categories, category) ?? null);
    return company.call.products.update({
      productId,
      ...edit,
      ...(categoryId !== undefined && { categoryId }),
    });
  },
  category: async (company, { threshold }) => {
    const made = await company.call.categories.create({
      name: `Category ${company.serial()}`,
      lowStockThreshold: threshold,
    });
    company.categories.push(made.id);
  },
  editCategory: async (company, { category, threshold }) => {
    const categoryId = pick(company.categories, category);
    if (!categoryId) return NOTHING;
    return company.call.categories.update({ categoryId, lowStockThreshold: threshold });
  },
  warehouse: async (company) => {
    const made = await company.call.warehouses.create({ name: `Warehouse ${company.serial()}` });
    company.warehouses.push(made.id);
  },
  closeWarehouse: async (company, { warehouse }) => editWarehouse(company, warehouse, false),
  openWarehouse: async (company, { warehouse }) => editWarehouse(company, warehouse, true),
  settings: (company, { settings }) => company.call.company.update(settings),
  zone: async (company, { timeZone }) => {
    await company.call.company.update({ timeZone });
    company.timeZone = timeZone;
  },
  threshold: async (company, { product, warehouse, threshold }) => {
    const productId = pick(company.products, product);
    const warehouseId = pick(company.warehouses, warehouse);
    if (!productId || !warehouseId) return NOTHING;
    return company.call.thresholds.set({ thresholds: [{ productId, warehouseId, threshold }] });
  },
  thresholds: async (company, { threshold, ...filter }) => {
    const { warehouseIds, categoryIds } = company.asked({
      ...(filter.warehouse !== undefined && { warehouses: [filter.warehouse] }),
      ...(filter.category !== undefined && { categories: [filter.category] }),
    });
    const where = { ...(warehouseIds && { warehouseIds }), ...(categoryIds && { categoryIds }) };
    return company.call.thresholds.setWhere({ scope: warehouseIds ? 'level' : 'product', where, threshold });
  },
  supplier: async (company, { hasEmail }) => {
    const number = company.serial();
    const made = await company.call.suppliers.create({
      name: `Supplier ${number}`,
      ...(hasEmail && { contactEmail: `orders-${number}@supplier.example` }),
    });
    company.suppliers.push(made.id);
  },
  dropSupplier: async (company, { supplier }) => editSupplier(company, supplier, false),
  takeSupplier: async (company, { supplier }) => editSupplier(company, supplier, true),
  offer: async (company, { supplier, product, terms }) => {
    const supplierId = pick(company.suppliers, supplier);
    const productId = pick(company.products, product);
    if (!supplierId || !productId) return NOTHING;
    const supplierSku = terms.packSize > 1 ? `S-${terms.packSize}` : null;
    return company.call.suppliers.setOffer({ supplierId, productId, supplierSku, ...terms });
  },
  dropOffer: async (company, { supplier, product }) => {
    const supplierId = pick(company.suppliers, supplier);
    const productId = pick(company.products, product);
    if (!supplierId || !productId) return NOTHING;
    return company.call.suppliers.removeOffer({ supplierId, productId });
  },
};
