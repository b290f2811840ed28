import type { z } from 'zod';
import { alertEventSchema } from './alert-events.ts';
import { alertExplanationSchema } from './alert-explain.ts';
import { alertHistoryPage, alertPage, alertSchema } from './alert-inbox.ts';
import { alertsChangedSchema } from './alert-life.ts';
import { alertsReconciledSchema } from './alert-reconcile.ts';
import { lowStockAnswerSchema } from './alerts.ts';
import { apiKeyCreatedSchema, apiKeyPage, apiKeySchema } from './api-keys.ts';
import { identitySchema, memberSchema, sessionStartedSchema, signedOutEverywhereSchema } from './auth.ts';
import { bundleCreatedSchema, bundleSchema } from './bundles.ts';
import { categoryPage, categorySchema } from './categories.ts';
import { companySchema } from './company.ts';
import { countLinePage, countPage, countPostedSchema, countSchema } from './counts.ts';
import { eventPage } from './events.ts';
import {
  availabilitySchema,
  ledgerRepairedSchema,
  ledgerVerifiedSchema,
  movementPage,
  stockChangedSchema,
  stockLevelPage,
} from './inventory.ts';
import { invitationCreatedSchema, invitationPage, memberPage } from './members.ts';
import { doneSchema } from './primitives.ts';
import { productCreatedSchema, productPage, productSchema, productsCreatedSchema } from './products.ts';
import { overviewSchema, productTimelineSchema, salesTrendSchema, turnoverSchema } from './reports.ts';
import { reservationPage, reservationSchema } from './reservations.ts';
import { returnPage, saleReturnSchema } from './returns.ts';
import { salePage, saleSchema, salesImportedSchema } from './sales.ts';
import { supplierOfferPage, supplierOfferSchema, supplierPage, supplierSchema } from './suppliers.ts';
import { levelThresholdPage, thresholdsSetSchema } from './thresholds.ts';
import { transferPage, transferSchema } from './transfers.ts';
import { warehousePage, warehouseSchema } from './warehouses.ts';

/** What each procedure answers; of `alerts.onChange` what each of its events is. A test holds it to the server's doors. */
export const outputSchemas = {
  'alerts.acknowledge': alertsChangedSchema,
  'alerts.assign': alertsChangedSchema,
  'alerts.comment': alertsChangedSchema,
  'alerts.explain': alertExplanationSchema,
  'alerts.get': alertSchema,
  'alerts.history': alertHistoryPage,
  'alerts.list': alertPage,
  'alerts.lowStock': lowStockAnswerSchema,
  'alerts.onChange': alertEventSchema,
  'alerts.reconcile': alertsReconciledSchema,
  'alerts.reopen': alertsChangedSchema,
  'alerts.resolve': alertsChangedSchema,
  'alerts.snooze': alertsChangedSchema,
  'apiKeys.create': apiKeyCreatedSchema,
  'apiKeys.list': apiKeyPage,
  'apiKeys.revoke': apiKeySchema,
  'apiKeys.rotate': apiKeyCreatedSchema,
  'auth.changePassword': sessionStartedSchema,
  'auth.me': identitySchema,
  'auth.signIn': sessionStartedSchema,
  'auth.signOut': doneSchema,
  'auth.signOutEverywhere': signedOutEverywhereSchema,
  'auth.signUp': sessionStartedSchema,
  'categories.create': categorySchema,
  'categories.deactivate': categorySchema,
  'categories.get': categorySchema,
  'categories.list': categoryPage,
  'categories.update': categorySchema,
  'company.close': doneSchema,
  'company.get': companySchema,
  'company.update': companySchema,
  'counts.cancel': countSchema,
  'counts.get': countSchema,
  'counts.lines': countLinePage,
  'counts.list': countPage,
  'counts.open': countSchema,
  'counts.post': countPostedSchema,
  'counts.record': countSchema,
  'counts.recount': countSchema,
  'events.list': eventPage,
  'inventory.adjust': stockChangedSchema,
  'inventory.availability': availabilitySchema,
  'inventory.commit': reservationSchema,
  'inventory.extend': reservationSchema,
  'inventory.history': movementPage,
  'inventory.levels': stockLevelPage,
  'inventory.receive': stockChangedSchema,
  'inventory.release': reservationSchema,
  'inventory.repair': ledgerRepairedSchema,
  'inventory.reserve': reservationSchema,
  'inventory.set': stockChangedSchema,
  'inventory.transfer': transferSchema,
  'inventory.verify': ledgerVerifiedSchema,
  'members.acceptInvitation': sessionStartedSchema,
  'members.deactivate': memberSchema,
  'members.invite': invitationCreatedSchema,
  'members.list': memberPage,
  'members.listInvitations': invitationPage,
  'members.reactivate': memberSchema,
  'members.revokeInvitation': doneSchema,
  'members.transferOwnership': memberSchema,
  'members.updateRole': memberSchema,
  'products.create': productCreatedSchema,
  'products.createBundle': bundleCreatedSchema,
  'products.createMany': productsCreatedSchema,
  'products.deactivate': productSchema,
  'products.get': productSchema,
  'products.getBundle': bundleSchema,
  'products.getBySku': productSchema,
  'products.list': productPage,
  'products.setBundle': bundleSchema,
  'products.update': productSchema,
  'reports.overview': overviewSchema,
  'reports.productTimeline': productTimelineSchema,
  'reports.salesTrend': salesTrendSchema,
  'reports.turnover': turnoverSchema,
  'reservations.get': reservationSchema,
  'reservations.list': reservationPage,
  'returns.create': saleReturnSchema,
  'returns.createUnlinked': saleReturnSchema,
  'returns.get': saleReturnSchema,
  'returns.list': returnPage,
  'sales.cancel': saleSchema,
  'sales.complete': saleSchema,
  'sales.confirm': saleSchema,
  'sales.create': saleSchema,
  'sales.get': saleSchema,
  'sales.import': salesImportedSchema,
  'sales.list': salePage,
  'suppliers.create': supplierSchema,
  'suppliers.deactivate': supplierSchema,
  'suppliers.get': supplierSchema,
  'suppliers.list': supplierPage,
  'suppliers.listOffers': supplierOfferPage,
  'suppliers.removeOffer': doneSchema,
  'suppliers.setOffer': supplierOfferSchema,
  'suppliers.update': supplierSchema,
  'thresholds.list': levelThresholdPage,
  'thresholds.set': thresholdsSetSchema,
  'thresholds.setWhere': thresholdsSetSchema,
  'transfers.cancel': transferSchema,
  'transfers.get': transferSchema,
  'transfers.list': transferPage,
  'transfers.receive': transferSchema,
  'transfers.ship': transferSchema,
  'warehouses.create': warehouseSchema,
  'warehouses.deactivate': warehouseSchema,
  'warehouses.get': warehouseSchema,
  'warehouses.list': warehousePage,
  'warehouses.update': warehouseSchema,
} as const satisfies Record<string, z.ZodType>;

/**
 * Throws a `ZodError` when an answer is not what the contract says, and a `TypeError` for a procedure that this version of the
 * contract does not know. Give it to the SDK to have every answer looked at.
 * @example createStockflow({ validate: validateAnswer })
 */
export const validateAnswer = (procedure: string, answer: unknown): void => {
  if (!Object.hasOwn(outputSchemas, procedure))
    throw new TypeError(`This version of @stockflow/schemas does not know ${procedure}.`);
  outputSchemas[procedure as keyof typeof outputSchemas].parse(answer);
};
