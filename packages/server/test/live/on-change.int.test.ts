import { openDatabase } from '@stockflow/db';
import { asAdmin, createTestDatabase, type TestDatabase } from '@stockflow/db/testing';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { rewriting } from '../failing-database.ts';
import { serveOn } from '../serve-on.ts';
import { withoutCompanyFilter } from '../without-company-filter.ts';
import { openShop, type Shop } from './shop.ts';
import { follow, openStream, type Stream } from './stream.ts';

let db: TestDatabase;
let server: Awaited<ReturnType<typeof serveOn>>;
/** Another process, as far as the database can tell. */
let elsewhere: Awaited<ReturnType<typeof serveOn>>;
const otherDatabases: { close(): Promise<void> }[] = [];
const open: Stream[] = [];

beforeAll(async () => {
  db = await createTestDatabase({ poolMax: 10 });
  const other = openDatabase({ ...db.way, poolMax: 5, applicationName: 'stockflow test' });
  otherDatabases.push(other);
  server = await serveOn(db.database);
  elsewhere = await serveOn(other);
});
afterEach(() => {
  for (const stream of open.splice(0)) stream.cut();
});
afterAll(async () => {
  await server.close();
  await elsewhere.close();
  for (const database of otherDatabases) await database.close();
  await db.drop();
});

const following = async (shop: Shop, input: object = {}, url = server.url): Promise<Stream> => {
  const stream = await follow(url, { token: shop.owner.token, input });
  open.push(stream);
  return stream;
};
const sequencesOf = (events: { sequence: number }[]) => events.map(({ sequence }) => sequence);

describe('alerts.onChange', () => {
  test('tells of each turn as it happens, with the id to come back with, and nothing from before', async () => {
    const shop = await openShop(db.database);
    const productId = await shop.product();
    await shop.swing(productId, 1);
    const stream = await following(shop);
    expect(stream.status).toBe(200);
    expect(stream.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    expect(stream.events).toEqual([]);
    await shop.swing(productId, 1);
    await stream.until(2);
    const told = await shop.told();
    expect(stream.events.map(({ streamId, ...event }) => event)).toEqual(told.slice(-2));
    expect(stream.events.map(({ type }) => type)).toEqual(['alert.opened', 'alert.resolved']);
    expect(stream.events[0]).toMatchObject({
      streamId: String(stream.events[0]?.sequence),
      data: { productId, warehouseId: shop.warehouseId, state: 'open', available: 5, threshold: 10 },
    });
  });

  test('begins at the number it says: whoever is cut before the first event comes back right', async () => {
    const shop = await openShop(db.database);
    const productId = await shop.product();
    const first = await following(shop);
    expect(first.lastEventId()).toBe(String(first.ready()));
    first.cut();
    await shop.swing(productId, 1);
    const second = await following(shop, { lastEventId: first.lastEventId() });
    await second.until(2);
    expect(sequencesOf(second.events)).toEqual(sequencesOf(await shop.told()));
  });

  test('tells everything again from an id of long ago, over many pages', async () => {
    const shop = await openShop(db.database);
    const productId = await shop.product();
    await shop.swing(productId, 150);
    const told = await shop.told();
    expect(told).toHaveLength(300);
    const stream = await following(shop, { lastEventId: '0' });
    await stream.until(300);
    expect(sequencesOf(stream.events)).toEqual(sequencesOf(told));
    // A browser that comes back sends it as a header.
    const back = await follow(server.url, {
      token: shop.owner.token,
      lastEventId: String(told.at(-3)?.sequence),
    });
    open.push(back);
    await back.until(2);
    expect(sequencesOf(back.events)).toEqual(sequencesOf(told.slice(-2)));
  });

  test('refuses an id that was never given', async () => {
    const shop = await openShop(db.database);
    const stream = await openStream(server.url, {
      token: shop.owner.token,
      input: { lastEventId: '999999' },
    });
    await stream.untilClosed();
    expect(stream.refused()).toMatchObject({
      code: 'VALIDATION_FAILED',
      httpStatus: 400,
      details: { fields: [{ path: 'lastEventId' }] },
    });
  });

  test('tells only of the warehouses and types that were asked for', async () => {
    const shop = await openShop(db.database);
    const productId = await shop.product();
    const other = await following(shop, { warehouseIds: [shop.otherWarehouseId] });
    const resolved = await following(shop, { types: ['alert.resolved'] });
    await shop.swing(productId, 1);
    await shop.adjust(productId, -15, shop.otherWarehouseId);
    await other.until(1);
    await resolved.until(1);
    expect(other.events).toMatchObject([{ data: { warehouseId: shop.otherWarehouseId } }]);
    expect(resolved.events.map(({ type }) => type)).toEqual(['alert.resolved']);
  });

  test('hears of what another process has done, and never of another company', async () => {
    const [shop, other] = [await openShop(db.database), await openShop(db.database)];
    const [productId, otherProductId] = [await shop.product(), await other.product()];
    const here = await following(shop);
    const there = await following(shop, {}, elsewhere.url);
    const theirs = await following(other);
    await shop.swing(productId, 5);
    await here.until(10);
    await there.until(10);
    expect(there.events).toEqual(here.events);
    expect(theirs.events).toEqual([]);
    await other.swing(otherProductId, 1);
    await theirs.until(2);
    expect(theirs.events.map(({ data }) => data.productId)).toEqual([otherProductId, otherProductId]);
    expect(here.events).toHaveLength(10);
  });
});

test('with every filter by company removed from the SQL it tells nothing of another company', async () => {
  const [shop, other] = [await openShop(db.database), await openShop(db.database)];
  await other.swing(await other.product(), 2);
  const productId = await shop.product();
  await shop.swing(productId, 1);
  await shop.told(); // both have numbers
  await other.told();
  const mutant = await serveOn(rewriting(db.database, withoutCompanyFilter));
  try {
    const stream = await following(shop, { lastEventId: '0' }, mutant.url);
    await shop.swing(productId, 1);
    await stream.until(4);
    expect(sequencesOf(stream.events)).toEqual(sequencesOf(await shop.told()));
    expect(new Set(stream.events.map(({ data }) => data.productId))).toEqual(new Set([productId]));
  } finally {
    await mutant.close();
  }
});

describe('while writers go on', () => {
  test('a follower that is cut again and again, and comes back at either process, misses none and sees none twice', async () => {
    const shop = await openShop(db.database);
    const products = await Promise.all([shop.product(), shop.product(), shop.product()]);
    let isWriting = true;
    const writing = Promise.all(products.map((productId) => shop.swing(productId, 40))).then(() => {
      isWriting = false;
    });
    const seen: number[] = [];
    let lastEventId: string | undefined = '0';
    let cuts = 0;
    for (let isLast = false; ; cuts += 1) {
      const url = cuts % 2 === 0 ? server.url : elsewhere.url;
      const stream: Stream = await follow(url, { token: shop.owner.token, input: { lastEventId } });
      open.push(stream);
      if (isLast) await stream.until(240 - seen.length);
      else await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 60));
      stream.cut();
      seen.push(...sequencesOf(stream.events));
      lastEventId = stream.lastEventId();
      if (isLast) break;
      isLast = !isWriting;
    }
    await writing;
    expect(cuts).toBeGreaterThan(3);
    expect(seen).toEqual(sequencesOf(await shop.told()));
    expect(seen).toHaveLength(240);
  });

  test('a listening connection that is ended by the database is made anew, and nobody misses what came meanwhile', async () => {
    const shop = await openShop(db.database);
    const productId = await shop.product();
    const stream = await following(shop);
    await asAdmin(db.adminUrl, (client) =>
      client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name = 'stockflow test listener'`,
      ),
    );
    await shop.swing(productId, 3);
    await stream.until(6);
    expect(sequencesOf(stream.events)).toEqual(sequencesOf(await shop.told()));
    await shop.swing(productId, 1);
    await stream.until(8);
    expect(stream.events).toHaveLength(8);
  });

  test('a follower that takes nothing for a while gets all of it afterwards', async () => {
    const shop = await openShop(db.database);
    const productId = await shop.product();
    const stream = await following(shop);
    stream.pause();
    await shop.swing(productId, 200);
    stream.resume();
    await stream.until(400);
    expect(sequencesOf(stream.events)).toEqual(sequencesOf(await shop.told()));
  });
});
