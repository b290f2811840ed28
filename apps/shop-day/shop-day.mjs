// A shop's day with StockFlow, by its SDK and an API key: goods come in, are sold, run low, and somebody hears of it.
// STOCKFLOW_URL=http://127.0.0.1:4000 STOCKFLOW_API_KEY=… node shop-day.mjs
import { createStockflow, InsufficientStockError } from '@stockflow/sdk';

const stockflow = createStockflow();
const day = Date.now();
const closing = new AbortController();

const main = async () => {
  // Morning: a new product, and whoever buys is to hear when six or fewer are left.
  const warehouse = await stockflow.warehouses.create({ name: `Shop ${day}` });
  const { product } = await stockflow.products.create({
    sku: `TEA-${day}`,
    name: 'Assam, 250 g',
    price: '6.90',
    lowStockThreshold: 6,
  });
  const line = { productId: product.id, warehouseId: warehouse.id };
  const lowWhen = listen(warehouse.id);
  lowWhen.catch(() => {}); // what fails there is thrown where it is awaited

  await stockflow.inventory.receive({
    lines: [{ ...line, quantity: 20, unitCost: '3.10', notes: 'delivery 4711' }],
  });
  console.log(`received 20 of ${product.name}`);

  // Noon: a sale reserves its goods when it is made, and ships them when it is completed.
  const sale = await stockflow.sales.create({ channel: 'shop', lines: [{ ...line, quantity: 15 }] });
  await stockflow.sales.complete({ saleId: sale.id });
  console.log(`sold 15 for ${sale.total}`);

  const { data } = await lowWhen;
  console.log(`heard: ${data.available} left, ${data.threshold} is low`);

  // Afternoon: what is not there is not sold, and the refusal says what is.
  try {
    await stockflow.sales.create({ channel: 'shop', lines: [{ ...line, quantity: 8 }] });
  } catch (error) {
    if (!(error instanceof InsufficientStockError)) throw error;
    console.log(`refused: ${error.details.shortages[0]?.available} of 8 available`);
  }

  // Evening: what has to be ordered.
  for await (const alert of stockflow.alerts.lowStock({ warehouseIds: [warehouse.id] })) {
    console.log(`low: ${alert.product.name}, ${alert.daysUntilStockout} days left, ${alert.severity}`);
  }
};

// Live: the first alert that opens in this warehouse, also if it opened before we were connected (`lastEventId`).
const listen = async (warehouseId) => {
  const asked = { warehouseIds: [warehouseId], types: ['alert.opened'], lastEventId: '0' };
  const { signal } = closing;
  for await (const event of stockflow.alerts.onChange(asked, { signal })) return event; // and the connection is closed
};

main().catch((error) => {
  console.error(error.code ?? error.name, error.message, error.requestId ?? '', error.details ?? '');
  process.exitCode = 1;
  closing.abort();
});
