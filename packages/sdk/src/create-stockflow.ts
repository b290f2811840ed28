import { AlertsApi } from './groups/alerts.ts';
import { ApiKeysApi } from './groups/api-keys.ts';
import { AuthApi } from './groups/auth.ts';
import { CategoriesApi } from './groups/categories.ts';
import { CompanyApi } from './groups/company.ts';
import { CountsApi } from './groups/counts.ts';
import { EventsApi } from './groups/events.ts';
import { InventoryApi } from './groups/inventory.ts';
import { MembersApi } from './groups/members.ts';
import { ProductsApi } from './groups/products.ts';
import { ReportsApi } from './groups/reports.ts';
import { ReservationsApi } from './groups/reservations.ts';
import { ReturnsApi } from './groups/returns.ts';
import { SalesApi } from './groups/sales.ts';
import { SuppliersApi } from './groups/suppliers.ts';
import { ThresholdsApi } from './groups/thresholds.ts';
import { TransfersApi } from './groups/transfers.ts';
import { WarehousesApi } from './groups/warehouses.ts';
import { type StockflowOptions, settingsOf } from './options.ts';
import { Transport } from './transport/transport.ts';

/** StockFlow's whole API, grouped as the API is. Made by `createStockflow`. */
export class Stockflow {
  /** Low-stock alerts: what is low, how long it lasts, what to order from whom. */
  readonly alerts: AlertsApi;
  /** API keys: credentials of machines. */
  readonly apiKeys: ApiKeysApi;
  /** Sign-up, sign-in and sessions of people. */
  readonly auth: AuthApi;
  /** Categories: groups of products that share a low-stock threshold. */
  readonly categories: CategoriesApi;
  /** The company and its settings. */
  readonly company: CompanyApi;
  /** Stock counts: what lies on the shelf, against the books. */
  readonly counts: CountsApi;
  /** Events: what happened in the company, numbered without a gap, for whoever follows. */
  readonly events: EventsApi;
  /** Stock: levels, the ledger, receipts, adjustments and reservations. */
  readonly inventory: InventoryApi;
  /** The people of the company, their roles, and invitations. */
  readonly members: MembersApi;
  /** Products: what is stocked, by SKU. */
  readonly products: ProductsApi;
  /** Reports: what needs a person now, sales by day, turnover, a product's stock over time. */
  readonly reports: ReportsApi;
  /** Reservations: what is held, and what became of it. */
  readonly reservations: ReservationsApi;
  /** Returns: goods that came back, for a known sale or for none. */
  readonly returns: ReturnsApi;
  /** Sales: demand, from draft to completed. */
  readonly sales: SalesApi;
  /** Suppliers, and their offers for products. */
  readonly suppliers: SuppliersApi;
  /** Low-stock thresholds: what counts where, set one by one, many at once and by filter. */
  readonly thresholds: ThresholdsApi;
  /** Transfers: goods from one warehouse to another, in two steps. */
  readonly transfers: TransfersApi;
  /** Warehouses: places that hold stock. */
  readonly warehouses: WarehousesApi;

  /** @internal */
  constructor(transport: Transport) {
    this.alerts = new AlertsApi(transport);
    this.apiKeys = new ApiKeysApi(transport);
    this.auth = new AuthApi(transport);
    this.categories = new CategoriesApi(transport);
    this.company = new CompanyApi(transport);
    this.counts = new CountsApi(transport);
    this.events = new EventsApi(transport);
    this.inventory = new InventoryApi(transport);
    this.members = new MembersApi(transport);
    this.products = new ProductsApi(transport);
    this.reports = new ReportsApi(transport);
    this.reservations = new ReservationsApi(transport);
    this.returns = new ReturnsApi(transport);
    this.sales = new SalesApi(transport);
    this.suppliers = new SuppliersApi(transport);
    this.thresholds = new ThresholdsApi(transport);
    this.transfers = new TransfersApi(transport);
    this.warehouses = new WarehousesApi(transport);
  }
}

/**
 * Makes a client. It holds no connection and needs no closing; make one and share it.
 *
 * Without options it reads STOCKFLOW_API_KEY and STOCKFLOW_URL from the environment; in a page it speaks to
 * the page's own origin with the session cookie. A wrong option is a TypeError here, not at the first call.
 * @example
 * const stockflow = createStockflow({ apiKey: process.env.STOCKFLOW_API_KEY, baseUrl: 'https://stock.example.com' })
 * const { product } = await stockflow.products.create({ sku: 'TEA-1', name: 'Assam', price: '6.90' })
 */
export const createStockflow = (options: StockflowOptions = {}): Stockflow =>
  new Stockflow(new Transport(settingsOf(options)));
