import { createStockflow, newId, type Stockflow } from '@stockflow/sdk';

/** Every scope that a key can have which a page's reader works with. */
const SCOPES = [
  'catalogue:read',
  'catalogue:write',
  'stock:read',
  'stock:write',
  'sales:read',
  'sales:write',
  'alerts:read',
  'alerts:write',
  'events:read',
  'company:read',
  'members:read',
] as const;

/** A company as a reader of the docs has it: fresh, with a warehouse and an API key in the environment. */
export interface Reader {
  owner: Stockflow;
  companyId: string;
  env: { STOCKFLOW_URL: string; STOCKFLOW_API_KEY: string };
}

export const newReader = async (baseUrl: string): Promise<Reader> => {
  const { sessionToken, identity } = await createStockflow({ baseUrl }).auth.signUp({
    company: { name: 'Leaf & Co', currency: 'EUR', timeZone: 'Europe/Berlin' },
    user: {
      email: `reader-${newId()}@leaf.example`,
      password: 'correct horse battery',
      firstName: 'Ada',
      lastName: 'L',
    },
  });
  const owner = createStockflow({ baseUrl, session: sessionToken ?? '' });
  await owner.warehouses.create({ name: 'Main' });
  const { key } = await owner.apiKeys.create({ name: 'docs', scopes: [...SCOPES] });
  const env = { STOCKFLOW_URL: baseUrl, STOCKFLOW_API_KEY: key };
  return { owner, companyId: identity.company.id, env };
};

/** Makes something low, again and again, until told to stop. */
export const makeThingsLow = ({ owner }: Reader) => {
  let isOver = false;
  const work = (async () => {
    const [warehouse] = (await owner.warehouses.list({ limit: 1 })).items;
    for (let round = 0; !isOver; round++) {
      await owner.products.create({
        sku: `LOW-${round}`,
        name: 'Low',
        price: '1.00',
        warehouseId: warehouse!.id,
        initialQuantity: 1,
      });
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  })();
  return async () => {
    isOver = true;
    await work;
  };
};
