import { beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, picture, settle, sidewaysPx, WIDTHS, wcagProblems } from './support/browser.ts';
import { useStage } from './support/stage.ts';

const stage = useStage();
const made = { bundle: '', parent: '', red: '' };

beforeAll(async () => {
  if (!hasBrowser) return;
  const { stockflow } = stage.world;
  const find = async (search: string) => (await stockflow.products.list({ search })).items[0]?.id ?? '';
  const components = [
    { productId: await find('TEA-GREEN-100'), quantity: 2 },
    { productId: await find('POT-GLASS-12'), quantity: 1 },
  ];
  const bundle = await stockflow.products.createBundle({
    sku: 'GIFT',
    name: 'Gift box',
    price: '45',
    components,
  });
  made.bundle = bundle.product.id;
  const { product } = await stockflow.products.create({ sku: 'APRON', name: 'Apron', price: '20' });
  made.parent = product.id;
  for (const colour of ['red', 'blue']) {
    const variant = await stockflow.products.create({
      sku: `APRON-${colour}`,
      name: 'Apron',
      price: '20',
      parentId: product.id,
      optionValues: { colour },
    });
    if (colour === 'red') made.red = variant.product.id;
  }
});

describe.skipIf(!hasBrowser)('a bundle', () => {
  test.each(WIDTHS)('says what it is made of and how many can be made, at %i px', async (width) => {
    const page = await stage.at(`/products/${made.bundle}`, width);
    await page.getByRole('heading', { name: 'Components' }).waitFor();
    await page.getByText('10 bundles can be made').waitFor();
    await settle(page);
    await picture(page, `bundle-${width}`);
    expect(await wcagProblems(page)).toEqual([]);
    expect(await sidewaysPx(page)).toBe(0);
    await page.context().close();
  });

  test('is changed, and what the server refuses stands in the dialog', async () => {
    const page = await stage.at(`/products/${made.bundle}`);
    await page.getByRole('button', { name: 'Edit components' }).click();
    const dialog = page.getByRole('dialog', { name: 'Components of the bundle' });
    const field = dialog.getByRole('combobox', { name: 'Add a component' });
    // Itself: no product is inside itself.
    await field.fill('GIFT');
    await page.getByRole('option', { name: /Gift box/ }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByRole('alert').waitFor();
    await picture(page, 'bundle-refused');
    expect(await wcagProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Remove Gift box' }).click();
    await dialog.getByRole('textbox', { name: 'Units of Green sencha, 100 bags' }).fill('3');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('3 ×').waitFor();
    const { components } = await stage.world.stockflow.products.getBundle({ productId: made.bundle });
    expect(components.map(({ quantity }) => quantity).sort()).toEqual([1, 3]);
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)('a product with variants', () => {
  test('leads to each of them, and each to its siblings', async () => {
    const page = await stage.at(`/products/${made.parent}`);
    await page.getByRole('heading', { name: 'Variants' }).waitFor();
    await page.getByRole('link', { name: 'red', exact: true }).click();
    await page.waitForURL(new RegExp(made.red));
    await page.getByText('red (this one)').waitFor();
    await page.getByRole('link', { name: 'blue', exact: true }).waitFor();
    await page.getByRole('link', { name: 'All of Apron' }).click();
    await page.waitForURL(new RegExp(made.parent));
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)('the stock chart', () => {
  test('of one warehouse stands in the address; a product without movements has none to show and says so', async () => {
    const page = await stage.at('/products?q=assam');
    await page.getByRole('link', { name: 'Assam tea' }).click();
    await page.getByRole('button', { name: 'Warehouse', exact: true }).click();
    await page.getByRole('option', { name: 'City shop' }).click();
    await page.waitForURL(/warehouse=/);
    await page.getByText('40 units available.').waitFor();
    await page.reload();
    await page.getByText('40 units available.').waitFor();
    await page.goto(`/products/${made.red}`);
    await page.getByText('0 units available.').waitFor();
    expect(await wcagProblems(page)).toEqual([]);
    await page.context().close();
  });
});
