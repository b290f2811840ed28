import type { StockCompany } from '../../inventory/testing/stock-company.ts';

type Parts = Readonly<Record<string, number>>;

/** What tests of sales and returns ask past every door. */
export const saleProbes = (stock: StockCompany) => {
  const fill = async (bundleId: string, parts: Parts): Promise<string> => {
    await stock.asAdmin('delete from product_bundles where bundle_id = $1', [bundleId]);
    for (const [componentId, quantity] of Object.entries(parts)) {
      await stock.asAdmin(
        'insert into product_bundles (company_id, bundle_id, component_id, quantity) values ($1, $2, $3, $4)',
        [stock.companyId, bundleId, componentId, quantity],
      );
    }
    return bundleId;
  };
  return {
    /** A bundle of these, past the door that makes bundles. */
    bundleOf: async (parts: Parts) => fill(await stock.product({ isBundle: true }), parts),
    /** Makes a bundle of something else from now on. */
    redefine: fill,
    /** On hand and reserved, in the first warehouse unless given. */
    figures: async (productId: string, warehouseId = stock.warehouseId) => {
      const level = await stock.level(productId, warehouseId);
      return [level?.onHand, level?.reserved];
    },
    /** The status of a sale's hold, and of each line: sale line, product, bundle, held, shipped, given back. */
    holdOf: async (saleId: string) => {
      const hold = await stock.inCompany(({ prisma }) =>
        prisma.reservation.findFirst({
          where: { referenceId: saleId },
          include: { lines: { orderBy: { lineNumber: 'asc' } } },
        }),
      );
      return {
        status: hold?.status,
        lines: hold?.lines.map((line) => [
          line.askedLine,
          line.productId,
          line.bundleId,
          line.quantity,
          line.quantityCommitted,
          line.quantityReleased,
        ]),
      };
    },
    /** Types and data of the events about a sale, in their order; `stock.changed` apart. */
    eventsOf: async (saleId: string): Promise<{ type: string; payload: Record<string, unknown> }[]> =>
      stock.asAdmin(`select type, payload from outbox_events where payload->>'saleId' = $1 order by id`, [
        saleId,
      ]),
    /** The movements of one sale or return: kind, change of on hand, change of reserved. */
    movesOf: async (productId: string, referenceId: string, warehouseId = stock.warehouseId) =>
      (await stock.movements(productId, warehouseId))
        .filter((movement) => movement.referenceId === referenceId)
        .map(({ kind, onHandChange, reservedChange }) => [kind, onHandChange, reservedChange]),
  };
};
