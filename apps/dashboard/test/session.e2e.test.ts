import { createStockflow } from '@stockflow/sdk';
import { describe, expect, test } from 'vitest';
import { choose, hasBrowser, openPage, settle, signIn, WIDTHS, withoutStream } from './support/browser.ts';
import { useStage } from './support/stage.ts';
import { makeWorld, PASSWORD } from './support/world.ts';

const stage = useStage();

describe.skipIf(!hasBrowser)('a session', () => {
  test.each(WIDTHS)(
    'that ended in the middle leads to sign-in and back to the same address, at %i px',
    async (width) => {
      const own = await makeWorld(stage.url);
      const page = await stage.at('/products?q=tea', width, own);
      await withoutStream(page);
      await page.getByRole('link', { name: /Assam tea/ }).waitFor();
      await settle(page); // what is still asked would notice, too
      await own.stockflow.auth.signOutEverywhere();
      await page.getByLabel('Search products').fill('mug');
      await page.getByText('Your session has ended.').waitFor();
      await signIn(page, own);
      await page.getByRole('link', { name: 'Stoneware mug, white' }).waitFor();
      expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/products?q=mug');
      await page.context().close();
    },
  );

  test('that is ended elsewhere is noticed by itself, and leads back to the same address', async () => {
    const own = await makeWorld(stage.url);
    const page = await stage.at('/products?q=tea', 1440, own);
    await page.getByRole('link', { name: /Assam tea/ }).waitFor();
    await own.stockflow.auth.signOutEverywhere();
    await page.getByText('Your session has ended.').waitFor();
    await signIn(page, own);
    await page.getByRole('link', { name: /Assam tea/ }).waitFor();
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/products?q=tea');
    await page.context().close();
  });

  test('with a wrong password is refused in words, and ends at sign-out', async () => {
    const page = await openPage(stage.browser, stage.url, 1440);
    await page.goto('/sales');
    await signIn(page, { ...stage.world, password: 'not the password' });
    await page.getByText('The e-mail address or the password is not right.').waitFor();
    await signIn(page, stage.world);
    await page.getByRole('heading', { name: 'Sales' }).waitFor();
    await page.getByRole('button', { name: 'Ada Berg' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.goto('/sales');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.context().close();
  });

  test('of an invited viewer sees no button that would be refused', async () => {
    const owner = await stage.at('/settings/members');
    await owner.getByRole('button', { name: 'Invite' }).click();
    await owner.getByLabel('E-mail').fill('viewer@example.com');
    await choose(owner, /Role/, 'Viewer');
    await owner.getByRole('button', { name: 'Make the link' }).click();
    const link = await owner.getByRole('dialog').locator('code').textContent();
    await owner.context().close();

    const page = await openPage(stage.browser, stage.url, 1440);
    await page.goto(new URL(link ?? '').pathname);
    await page.getByLabel('First name').fill('Vera');
    await page.getByLabel('Last name').fill('Blick');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Join the company' }).click();
    await page.getByRole('heading', { name: 'Needs you today' }).waitFor();
    for (const [address, heading] of [
      ['/products', 'Products'],
      ['/stock', 'Stock'],
      ['/sales', 'Sales'],
    ] as const) {
      await page.goto(address);
      await page.getByRole('heading', { name: heading, exact: true }).waitFor();
      await page.getByRole('row').nth(2).waitFor();
      expect(
        await page
          .getByRole('main')
          .getByRole('button', { name: /New|Receive|Adjust|Edit/ })
          .count(),
      ).toBe(0);
      expect(
        await page
          .getByRole('main')
          .getByRole('link', { name: /New|Import/ })
          .count(),
      ).toBe(0);
    }
    await page.goto('/products/new');
    await page.getByText('Your role may not do this').waitFor();
    const viewer = createStockflow({ baseUrl: stage.url });
    const { sessionToken } = await viewer.auth.signIn({ email: 'viewer@example.com', password: PASSWORD });
    const asViewer = createStockflow({ baseUrl: stage.url, session: sessionToken ?? '' });
    await expect(asViewer.products.create({ sku: 'X', name: 'X', price: '1' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)('a server that is gone', () => {
  test('is said in words, and one press after it is back shows the list', async () => {
    const page = await stage.at('/alerts');
    await page.getByRole('row', { name: /Assam tea/ }).waitFor();
    await page.route('**/api/**', (route) => route.abort('connectionrefused'));
    await page.getByRole('link', { name: 'Sales' }).click();
    await page.getByText('No connection to StockFlow').waitFor();
    await page.unroute('**/api/**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('link', { name: 'WEB-1029' }).waitFor();
    await page.context().close();
  });

  test('with its database answers with an id to quote', async () => {
    const page = await stage.at('/alerts');
    await page.getByRole('row', { name: /Assam tea/ }).waitFor();
    const answer = [
      {
        error: {
          message: 'Gone.',
          code: -32603,
          data: { code: 'INTERNAL', httpStatus: 500, requestId: 'req-0815', details: null },
        },
      },
    ];
    await page.route('**/api/trpc/sales.list**', (route) => route.fulfill({ status: 500, json: answer }));
    await page.getByRole('link', { name: 'Sales' }).click();
    await page.getByText('req-0815').waitFor();
    await page.context().close();
  });
});
