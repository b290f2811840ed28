import { act, actSilently, create, get, patch, put, type Route, remove } from './route.ts';

/**
 * Every procedure's place in REST. A procedure without a row fails `rest/routes.test.ts`, which says what to do; so does a
 * name in a path that is no field of the input. What stands in no path comes from the query (GET) or from the body.
 */
export const ROUTES: Readonly<Record<string, Route>> = {
  'alerts.acknowledge': act('/api/alerts/acknowledge', 'Acknowledge alerts'),
  'alerts.assign': act('/api/alerts/assign', 'Assign alerts to a person, or to nobody'),
  'alerts.comment': act('/api/alerts/comment', 'Comment on alerts'),
  'alerts.explain': get('/api/alerts/explain', 'Explain whether a level is low, step by step'),
  'alerts.get': get('/api/alerts/{alertId}', 'Get an alert'),
  'alerts.history': get('/api/alerts/history', 'List what became of alerts'),
  'alerts.list': get('/api/alerts', 'List alerts'),
  'alerts.lowStock': get(
    '/api/companies/{companyId}/alerts/low-stock',
    'List low stock and what to do about it',
    {
      isOwnCompany: true,
    },
  ),
  'alerts.onChange': get('/api/alerts/changes', 'Follow alerts live', {
    description:
      'What becomes of alerts, as it happens, as Server-Sent Events in the order of `sequence`, of all warehouses and types ' +
      'unless you say which. The first message, `ready`, says after which number the stream goes on. After a cut come again ' +
      'with `Last-Event-ID`: nothing is missed and nothing comes twice, however long you were away.',
  }),
  'alerts.reconcile': act('/api/alerts/reconcile', 'Compare alerts with the books'),
  'alerts.reopen': act('/api/alerts/reopen', 'Reopen alerts'),
  'alerts.resolve': act('/api/alerts/resolve', 'Resolve alerts'),
  'alerts.snooze': act('/api/alerts/snooze', 'Snooze alerts'),

  'apiKeys.create': create('/api/api-keys', 'Create an API key'),
  'apiKeys.list': get('/api/api-keys', 'List API keys'),
  'apiKeys.revoke': act('/api/api-keys/{apiKeyId}/revoke', 'Revoke an API key'),
  'apiKeys.rotate': create('/api/api-keys/{apiKeyId}/rotate', 'Replace an API key by a new one'),

  'auth.changePassword': act('/api/auth/change-password', 'Change your password'),
  'auth.me': get('/api/auth/me', 'Get who calls'),
  'auth.signIn': act('/api/auth/sign-in', 'Sign in'),
  'auth.signOut': actSilently('/api/auth/sign-out', 'Sign out'),
  'auth.signOutEverywhere': act('/api/auth/sign-out-everywhere', 'Sign out of every session'),
  'auth.signUp': create('/api/auth/sign-up', 'Sign a company up', { location: '/api/company' }),

  'categories.create': create('/api/categories', 'Create a category', { location: '/api/categories/{id}' }),
  'categories.deactivate': act('/api/categories/{categoryId}/deactivate', 'Take a category out of use'),
  'categories.get': get('/api/categories/{categoryId}', 'Get a category'),
  'categories.list': get('/api/categories', 'List categories'),
  'categories.update': patch('/api/categories/{categoryId}', 'Change a category'),

  'company.close': actSilently('/api/company/close', 'Close the company'),
  'company.get': get('/api/company', 'Get your company and its settings'),
  'company.update': patch('/api/company', 'Change your company and its settings'),

  'counts.cancel': act('/api/counts/{countId}/cancel', 'Cancel a count'),
  'counts.get': get('/api/counts/{countId}', 'Get a count'),
  'counts.lines': get('/api/counts/{countId}/lines', 'List the lines of a count'),
  'counts.list': get('/api/counts', 'List counts'),
  'counts.open': create('/api/counts', 'Open a count', { location: '/api/counts/{id}' }),
  'counts.post': act('/api/counts/{countId}/post', 'Post a count: correct stock to what was counted'),
  'counts.record': act('/api/counts/{countId}/record', 'Record counted quantities'),
  'counts.recount': act('/api/counts/{countId}/recount', 'Ask for lines to be counted again'),

  'events.list': get('/api/events', 'List events'),

  'inventory.adjust': act('/api/inventory/adjust', 'Adjust stock, with a reason'),
  'inventory.availability': get('/api/inventory/availability', 'Get what can be sold'),
  'inventory.commit': act('/api/reservations/{reservationId}/commit', 'Ship what a reservation holds'),
  'inventory.extend': act('/api/reservations/{reservationId}/extend', 'Extend a reservation'),
  'inventory.history': get('/api/inventory/history', 'List movements of the ledger'),
  'inventory.levels': get('/api/inventory/levels', 'List stock levels'),
  'inventory.receive': act('/api/inventory/receive', 'Receive goods'),
  'inventory.release': act('/api/reservations/{reservationId}/release', 'Release a reservation'),
  'inventory.repair': act('/api/inventory/repair', 'Repair a level that is not what its ledger says'),
  'inventory.reserve': create('/api/reservations', 'Reserve stock', { location: '/api/reservations/{id}' }),
  'inventory.set': act('/api/inventory/set', 'Set stock to a known quantity'),
  'inventory.transfer': create('/api/inventory/transfer', 'Move stock to another warehouse at once', {
    location: '/api/transfers/{id}',
  }),
  'inventory.verify': get('/api/inventory/verify', 'Replay the ledger and list every drift'),

  'members.acceptInvitation': create('/api/invitations/accept', 'Accept an invitation', {
    location: '/api/auth/me',
  }),
  'members.deactivate': act('/api/members/{userId}/deactivate', 'Shut a member out'),
  'members.invite': create('/api/invitations', 'Invite a person'),
  'members.list': get('/api/members', 'List members'),
  'members.listInvitations': get('/api/invitations', 'List open invitations'),
  'members.reactivate': act('/api/members/{userId}/reactivate', 'Let a member in again'),
  'members.revokeInvitation': remove('/api/invitations/{invitationId}', 'Revoke an invitation'),
  'members.transferOwnership': act('/api/members/{userId}/transfer-ownership', 'Hand the company over'),
  'members.updateRole': patch('/api/members/{userId}', "Change a member's role"),

  'products.create': create('/api/products', 'Create a product', { location: '/api/products/{product.id}' }),
  'products.createBundle': create('/api/bundles', 'Create a bundle', {
    location: '/api/bundles/{productId}',
  }),
  'products.createMany': create('/api/products/bulk', 'Create many products, all or none'),
  'products.deactivate': act('/api/products/{productId}/deactivate', 'Take a product out of use'),
  'products.get': get('/api/products/{productId}', 'Get a product'),
  'products.getBundle': get('/api/bundles/{productId}', 'Get what a bundle is made of'),
  'products.getBySku': get('/api/products/by-sku/{sku}', 'Get a product by its SKU'),
  'products.list': get('/api/products', 'List products'),
  'products.setBundle': put('/api/bundles/{productId}', 'Set what a bundle is made of'),
  'products.update': patch('/api/products/{productId}', 'Change a product'),

  'reports.overview': get('/api/reports/overview', 'What needs a person today, and how the stock stands'),
  'reports.productTimeline': get(
    '/api/reports/products/{productId}/timeline',
    "A product's stock and demand by day",
  ),
  'reports.salesTrend': get('/api/reports/sales-trend', 'Sales by day'),
  'reports.turnover': get('/api/reports/turnover', 'How often the stock is sold and replaced in a year'),
  'reservations.get': get('/api/reservations/{reservationId}', 'Get a reservation'),
  'reservations.list': get('/api/reservations', 'List reservations'),

  'returns.create': create('/api/returns', 'Take goods of a sale back', { location: '/api/returns/{id}' }),
  'returns.createUnlinked': create('/api/returns/unlinked', 'Take goods back whose sale is not known here', {
    location: '/api/returns/{id}',
  }),
  'returns.get': get('/api/returns/{returnId}', 'Get a return'),
  'returns.list': get('/api/returns', 'List returns'),

  'sales.cancel': act('/api/sales/{saleId}/cancel', 'Cancel a sale'),
  'sales.complete': act('/api/sales/{saleId}/complete', 'Complete a sale: ship it, whole or in part'),
  'sales.confirm': act('/api/sales/{saleId}/confirm', 'Confirm a draft: reserve its stock'),
  'sales.create': create('/api/sales', 'Create a sale', { location: '/api/sales/{id}' }),
  'sales.get': get('/api/sales/{saleId}', 'Get a sale'),
  'sales.import': act('/api/sales/import', 'Import sales and returns that happened elsewhere'),
  'sales.list': get('/api/sales', 'List sales'),

  'suppliers.create': create('/api/suppliers', 'Create a supplier', { location: '/api/suppliers/{id}' }),
  'suppliers.deactivate': act('/api/suppliers/{supplierId}/deactivate', 'Take a supplier out of use'),
  'suppliers.get': get('/api/suppliers/{supplierId}', 'Get a supplier'),
  'suppliers.list': get('/api/suppliers', 'List suppliers'),
  'suppliers.listOffers': get('/api/offers', "List suppliers' offers"),
  'suppliers.removeOffer': remove(
    '/api/suppliers/{supplierId}/offers/{productId}',
    "Remove a supplier's offer",
  ),
  'suppliers.setOffer': put(
    '/api/suppliers/{supplierId}/offers/{productId}',
    "Set a supplier's offer of a product",
  ),
  'suppliers.update': patch('/api/suppliers/{supplierId}', 'Change a supplier'),

  'thresholds.list': get('/api/thresholds', 'List thresholds and where they come from'),
  'thresholds.set': patch('/api/thresholds', 'Set thresholds one by one'),
  'thresholds.setWhere': act('/api/thresholds/set-where', 'Set one threshold wherever a filter matches'),

  'transfers.cancel': act('/api/transfers/{transferId}/cancel', 'Cancel a transfer: the rest goes back'),
  'transfers.get': get('/api/transfers/{transferId}', 'Get a transfer'),
  'transfers.list': get('/api/transfers', 'List transfers'),
  'transfers.receive': act('/api/transfers/{transferId}/receive', 'Receive a transfer, whole or in part'),
  'transfers.ship': create('/api/transfers', 'Ship a transfer', { location: '/api/transfers/{id}' }),

  'warehouses.create': create('/api/warehouses', 'Create a warehouse', { location: '/api/warehouses/{id}' }),
  'warehouses.deactivate': act('/api/warehouses/{warehouseId}/deactivate', 'Take a warehouse out of use'),
  'warehouses.get': get('/api/warehouses/{warehouseId}', 'Get a warehouse'),
  'warehouses.list': get('/api/warehouses', 'List warehouses'),
  'warehouses.update': patch('/api/warehouses/{warehouseId}', 'Change a warehouse'),
};
