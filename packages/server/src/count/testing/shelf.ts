import { openStockCompany } from '../../inventory/testing/stock-company.ts';

/** A company whose tests each count a shelf of their own: a product is in one open count of a warehouse at most. */
export const openShelves = async () => {
  const stock = await openStockCompany();
  let nextShelf = 0;
  const shelf = () => stock.warehouse(`Shelf ${++nextShelf}`);
  return {
    ...stock,
    shelf,
    /** A warehouse of its own with products in these quantities. */
    async shelfWith(...quantities: number[]) {
      const warehouseId = await shelf();
      const productIds: string[] = [];
      for (const quantity of quantities) {
        const productId = await stock.product();
        productIds.push(productId);
        await stock.call.inventory.receive({ lines: [{ productId, warehouseId, quantity }] });
      }
      return { warehouseId, productIds: productIds as [string, ...string[]] };
    },
    /** Takes stock away as a sale would. */
    takeAway: (productId: string, warehouseId: string, quantity: number) =>
      stock.call.inventory.adjust({
        lines: [{ productId, warehouseId, quantityChange: -quantity, reason: 'sample' }],
      }),
    onHand: async (productId: string, warehouseId: string) =>
      (await stock.level(productId, warehouseId))?.onHand,
    /** Movements in short, such as `COUNT -1`. */
    kinds: async (productId: string, warehouseId: string) =>
      (await stock.movements(productId, warehouseId)).map(
        ({ kind, onHandChange }) => `${kind} ${onHandChange}`,
      ),
  };
};

/** Lines of a recording: each product with its quantity. */
export const counted = (productIds: readonly string[], quantities: readonly number[]) =>
  productIds.map((productId, index) => ({ productId, quantity: quantities[index] ?? 0 }));
