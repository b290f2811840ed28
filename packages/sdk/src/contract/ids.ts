// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.

/**
 * An id: a UUID as a string, and nothing else when your program runs. The compiler refuses the id of one kind of thing where
 * another kind is asked for; a plain string, such as from your own database, it takes anywhere.
 */
export type Id<Kind extends string> = string & { readonly __kind?: Kind };

/** The id of an alert. */
export type AlertId = Id<'Alert'>;

/** The id of an API key. */
export type ApiKeyId = Id<'ApiKey'>;

/** The id of a category. */
export type CategoryId = Id<'Category'>;

/** The id of a company. */
export type CompanyId = Id<'Company'>;

/** The id of a stock count. */
export type CountId = Id<'Count'>;

/** The id of an invitation. */
export type InvitationId = Id<'Invitation'>;

/** The id of a product, a variant or a bundle. */
export type ProductId = Id<'Product'>;

/** The id of a reservation. */
export type ReservationId = Id<'Reservation'>;

/** The id of a return. */
export type ReturnId = Id<'Return'>;

/** The id of a sale. */
export type SaleId = Id<'Sale'>;

/** The id of a supplier. */
export type SupplierId = Id<'Supplier'>;

/** The id of a transfer. */
export type TransferId = Id<'Transfer'>;

/** The id of a person of the company. */
export type UserId = Id<'User'>;

/** The id of a warehouse. */
export type WarehouseId = Id<'Warehouse'>;
