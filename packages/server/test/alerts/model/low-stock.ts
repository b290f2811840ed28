import type { LowStockAlert, LowStockAnswer, listLowStockInput } from '@stockflow/schemas';
import type { z } from 'zod';
import { dayNamed, dayOf, nameOf } from './days.ts';
import { type Demand, demandOf } from './demand.ts';
import type { History } from './history.ts';
import { keyOf, type Place } from './places.ts';
import { daysInStock, stockOf, type Window } from './stock.ts';

/** What is asked; pages are no matter of the model. */
export type Asked = Omit<z.input<typeof listLowStockInput> & object, 'limit' | 'cursor'>;

/** The whole result: every alert in its order. */
export type WholeAnswer = Omit<LowStockAnswer, 'nextCursor'>;

/** A century: a date of stock-out past it says nothing. */
const HORIZON_DAYS = 36_525;

/** `alerts.lowStock` as the specification's fifth section says it, from all history and nothing else. */
export const lowStockOf = (history: History, asked: Asked, now: Date): WholeAnswer => {
  const { company } = history;
  const days = asked.recentSalesDays ?? company.windowDays;
  const to = asked.windowEndsOn ? dayNamed(asked.windowEndsOn) : dayOf(now, company.timeZone);
  const window = { from: to - days + 1, to };
  const demand = demandOf(history);
  const found = history.levels
    .filter((place) => isAskedFor(history, place, asked))
    .flatMap((place) => lowAt(history, place, { window, demand: demand.get(keyOf(place)) ?? [] }))
    .filter(({ netUnits }) => asked.demand === 'any' || netUnits > 0)
    .sort(byUrgency);
  const alerts = found
    .map((low) => alertOf(history, low, window))
    .filter(({ severity }) => asked.severity === undefined || severity === asked.severity);
  return {
    alerts,
    totalAlerts: alerts.length,
    criticalAlerts: alerts.filter(({ severity }) => severity === 'critical').length,
    summary: {
      companyId: company.id,
      recentSalesDays: days,
      windowStartsOn: nameOf(window.from),
      windowEndsOn: nameOf(window.to),
      timeZone: company.timeZone,
      generatedAt: now.toISOString(),
    },
  };
};

const isAskedFor = (history: History, { productId, warehouseId }: Place, asked: Asked): boolean => {
  const product = history.products.find(({ id }) => id === productId);
  const warehouse = history.warehouses.find(({ id }) => id === warehouseId);
  const isAmong = (id: string | null | undefined, ids: string[] | undefined) =>
    ids === undefined || (id != null && ids.includes(id));
  return (
    product?.active === true &&
    product.lifecycle === 'active' &&
    !product.isBundle &&
    warehouse?.active === true &&
    isAmong(warehouseId, asked.warehouseIds) &&
    isAmong(product.categoryId, asked.categoryIds) &&
    isAmong(primaryOf(history, productId)?.supplierId, asked.supplierIds)
  );
};

const primaryOf = ({ offers }: History, productId: string) =>
  offers.find((offer) => offer.productId === productId && offer.isPrimary);

/** A level at or under its threshold, in whole numbers. */
interface Low extends Place {
  stock: LowStockAlert['stock'];
  threshold: number;
  thresholdSource: LowStockAlert['thresholdSource'];
  /** Sold less returned. */
  netUnits: number;
  activeSalesDays: number;
  /** At least 1. */
  daysInStock: number;
}

const lowAt = (
  history: History,
  place: History['levels'][number],
  { window, demand }: { window: Window; demand: Demand[] },
): Low[] => {
  const stock = stockOf(history, place);
  const { threshold, thresholdSource } = thresholdOf(history, place);
  if (stock.available > threshold) return [];
  const recent = demand.filter(({ day }) => day >= window.from && day <= window.to);
  return [
    {
      productId: place.productId,
      warehouseId: place.warehouseId,
      stock,
      threshold,
      thresholdSource,
      netUnits: recent.reduce((units, { sold, returned }) => units + sold - returned, 0),
      activeSalesDays: new Set(recent.filter(({ sold }) => sold > 0).map(({ day }) => day)).size,
      daysInStock: Math.max(1, daysInStock(history, place, window)),
    },
  ];
};

/** The first that exists: level, product, category, company. */
const thresholdOf = (
  { company, products, categories }: History,
  { productId, threshold: ofLevel }: History['levels'][number],
): Pick<Low, 'threshold' | 'thresholdSource'> => {
  const product = products.find(({ id }) => id === productId);
  const ofCategory = categories.find(({ id }) => id === product?.categoryId)?.threshold ?? null;
  const ofProduct = product?.threshold ?? null;
  if (ofLevel !== null) return { threshold: ofLevel, thresholdSource: 'level' };
  if (ofProduct !== null) return { threshold: ofProduct, thresholdSource: 'product' };
  if (ofCategory !== null) return { threshold: ofCategory, thresholdSource: 'category' };
  return { threshold: company.threshold, thresholdSource: 'company' };
};

/** Negative when a / b is less than c / d; b and d are over 0. */
const compareFractions = (a: number, b: number, c: number, d: number): number => {
  const difference = BigInt(a) * BigInt(d) - BigInt(c) * BigInt(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

/** Available / threshold ascending (a threshold of 0 sorts by available), velocity descending, product, warehouse. */
const byUrgency = (a: Low, b: Low): number =>
  compareFractions(a.stock.available, a.threshold || 1, b.stock.available, b.threshold || 1) ||
  compareFractions(Math.max(0, b.netUnits), b.daysInStock, Math.max(0, a.netUnits), a.daysInStock) ||
  (keyOf(a) < keyOf(b) ? -1 : 1);

const alertOf = (history: History, low: Low, window: Window): LowStockAlert => {
  const product = history.products.find(({ id }) => id === low.productId)!;
  const warehouse = history.warehouses.find(({ id }) => id === low.warehouseId)!;
  const days = daysUntilStockout(low);
  const supplier = supplierOf(history, low.productId);
  return {
    product: { id: product.id, name: product.name, sku: product.sku },
    warehouse: { id: warehouse.id, name: warehouse.name },
    stock: low.stock,
    severity: days !== null && days <= history.company.criticalDays ? 'critical' : 'low',
    threshold: low.threshold,
    thresholdSource: low.thresholdSource,
    demand: {
      totalRecentSales: low.netUnits,
      dailyAverage: low.netUnits / (window.to - window.from + 1),
      activeSalesDays: low.activeSalesDays,
      daysInStock: low.daysInStock,
      velocity: low.netUnits > 0 ? low.netUnits / low.daysInStock : 0,
    },
    daysUntilStockout: days,
    daysUntilStockoutReason: days === null ? 'no_recent_sales' : null,
    stockoutDate: days === null || days > HORIZON_DAYS ? null : nameOf(window.to + days),
    supplier,
    suggestedOrderQuantity: supplier && toOrder(low, supplier, history.company.reviewPeriodDays),
  };
};

/** floor(available / velocity). */
const daysUntilStockout = ({ stock, netUnits, daysInStock: days }: Low): number | null => {
  if (stock.available === 0) return 0;
  if (netUnits <= 0) return null;
  return Number((BigInt(stock.available) * BigInt(days)) / BigInt(netUnits));
};

const supplierOf = (history: History, productId: string): LowStockAlert['supplier'] => {
  const offer = primaryOf(history, productId);
  const supplier = history.suppliers.find(({ id, active }) => id === offer?.supplierId && active);
  if (!offer || !supplier) return null;
  const { supplierSku, leadTimeDays, minimumOrderQuantity, packSize } = offer;
  const { id, name, contactEmail } = supplier;
  // At least two decimals, and no noughts after them.
  const price = offer.price.replace(/(\.\d\d\d*?)0+$/, '$1');
  return { id, name, contactEmail, supplierSku, price, leadTimeDays, minimumOrderQuantity, packSize };
};

/** What sells until the next order arrives, less what is there and coming: whole packs, at least the MOQ; or nothing. */
const toOrder = (
  { stock, netUnits, daysInStock: days }: Low,
  terms: NonNullable<LowStockAlert['supplier']>,
  reviewPeriodDays: number,
): number | null => {
  if (netUnits <= 0) return null;
  const cover = BigInt(terms.leadTimeDays + reviewPeriodDays);
  // Short by (net × cover / days − available − incoming) units: a fraction over `days`.
  const short = BigInt(netUnits) * cover - BigInt(stock.available + stock.incoming) * BigInt(days);
  if (short <= 0n) return 0;
  let packs = 1n;
  const size = BigInt(terms.packSize);
  const isEnough = () =>
    packs * size * BigInt(days) >= short && packs * size >= BigInt(terms.minimumOrderQuantity);
  while (!isEnough()) packs += 1n;
  return Number(packs * size);
};
