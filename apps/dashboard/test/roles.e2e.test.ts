import type { Scope } from '@stockflow/sdk';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { choose, hasBrowser, settle } from './support/browser.ts';
import { colleague } from './support/people.ts';
import { useStage } from './support/stage.ts';
import { makeWorld } from './support/world.ts';

const stage = useStage();

/** What changes something, screen by screen: a button or a link, and the scope that its call needs. */
const ACTS: readonly [address: string, name: string | RegExp, needs: Scope][] = [
  ['/alerts', /^Select all/, 'alerts:write'],
  ['/products', 'New product', 'catalogue:write'],
  ['/products', 'Import', 'catalogue:write'],
  ['/stock', 'Receive stock', 'stock:write'],
  ['/stock', /^Adjust/, 'stock:write'],
  ['/stock/transfers?status=all', 'New transfer', 'stock:write'],
  ['/stock/counts', 'New count', 'stock:write'],
  ['/sales', 'New sale', 'sales:write'],
  ['/settings/company', 'Save', 'company:write'],
  ['/settings/company', /^Close/, 'company:own'],
  ['/settings/warehouses', 'Add warehouse', 'catalogue:write'],
  ['/settings/categories', 'Add category', 'catalogue:write'],
  ['/settings/suppliers', 'Add supplier', 'catalogue:write'],
  ['/settings/thresholds', 'Set many', 'catalogue:write'],
  ['/settings/members', 'Invite', 'members:write'],
  ['/settings/api-keys', 'New key', 'keys:write'],
];

const countOf = async (page: Page, name: string | RegExp): Promise<number> => {
  const of = (role: 'button' | 'link' | 'checkbox') =>
    page
      .getByRole('main')
      .getByRole(role, { name, ...(typeof name === 'string' && { exact: true }) })
      .count();
  return (await of('button')) + (await of('link')) + (await of('checkbox'));
};

describe.skipIf(!hasBrowser)('what a role may not do', () => {
  test.each(['viewer', 'operator', 'manager', 'owner'] as const)(
    'has no button for a %s, and what it may do has one',
    async (role) => {
      const { world } = stage;
      const person = role === 'owner' ? world : await colleague(stage.url, world, role, ['Kim', 'Lee']);
      const { scopes } = await person.stockflow.auth.me();
      const page = await stage.at('/settings/account', 1440, person);
      let at = '';
      for (const [address, name, needs] of ACTS) {
        if (at !== address) await page.goto(address);
        if (at !== address) await settle(page);
        at = address;
        const isThere = (await countOf(page, name)) > 0;
        expect.soft(isThere, `${role}, ${address}: ${name}`).toBe(scopes.includes(needs));
      }
      await page.context().close();
    },
  );

  test.each([
    ['viewer', 'stock:write'],
    ['viewer', 'catalogue:write'],
    ['viewer', 'sales:write'],
    ['viewer', 'alerts:write'],
    ['operator', 'company:write'],
    ['operator', 'members:write'],
    ['manager', 'company:own'],
  ] as const)('is refused by the server with 403 all the same: a %s without %s', async (role, needs) => {
    const { world } = stage;
    const { stockflow } = await colleague(stage.url, world, role, ['Kim', 'Lee']);
    const { id: productId } = await world.stockflow.products.getBySku({ sku: 'TEA-EARL-100' });
    const line = { productId, warehouseId: world.warehouses.hall, quantity: 1 };
    const [alert] = (await world.stockflow.alerts.list()).items;
    const forged: Record<typeof needs, () => Promise<unknown>> = {
      'stock:write': () => stockflow.inventory.receive({ lines: [line] }),
      'catalogue:write': () => stockflow.products.deactivate({ productId }),
      'sales:write': () => stockflow.sales.create({ lines: [line] }),
      'alerts:write': () => stockflow.alerts.acknowledge({ alertIds: [alert?.id ?? ''] }),
      'company:write': () => stockflow.company.update({ name: 'Mine' }),
      'members:write': () => stockflow.members.invite({ email: 'x@example.com', role: 'viewer' }),
      'company:own': () => stockflow.company.close({ confirmName: 'Northwind Tea & Table' }),
    };
    await expect(forged[needs]()).rejects.toMatchObject({ code: 'FORBIDDEN', status: 403 });
  });

  test('goes from an open page when the role is lowered: the refusal is said, and the buttons leave', async () => {
    const own = await makeWorld(stage.url);
    const kim = await colleague(stage.url, own, 'operator', ['Kim', 'Lee']);
    const page = await stage.at('/stock', 1440, kim);
    await page.getByRole('button', { name: /^Receive or adjust Green sencha/ }).click();
    await page.getByRole('menuitem', { name: 'Adjust' }).click();
    await page.getByLabel('Quantity').fill('1');
    await choose(page, /Reason/, 'Lost');
    await own.stockflow.members.updateRole({ userId: kim.id, role: 'viewer' });
    await page.getByRole('button', { name: 'Adjust', exact: true }).click();
    await page
      .getByText(/your role/i)
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Receive stock' }).waitFor({ state: 'detached' });
    await page.context().close();
  });
});
