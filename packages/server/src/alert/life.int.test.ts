import { setTimeout as sleep } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '@stockflow/db/testing';
import { uuidv7 } from 'uuidv7';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, refusalOf } from '../auth/testing/people.ts';
import { type LifeCompany, lifeCompany } from './testing/life-company.ts';

let on: TestDatabase;
let shop: LifeCompany;

beforeAll(async () => {
  on = await createTestDatabase();
});
afterAll(() => on.drop());
beforeEach(async () => {
  shop = await lifeCompany(on.database);
});
// Whatever a test did: history, outbox and alerts tell the same, and the levels agree.
afterEach(async () => {
  const { history, events } = await shop.told();
  for (const alertId of new Set(history.map((one) => one.alertId))) {
    const ofIt = (told: typeof history) => told.filter((one) => one.alertId === alertId);
    expect(ofIt(events)).toEqual(ofIt(history));
  }
  expect(events).toHaveLength(history.length);
  expect((await shop.call.alerts.reconcile()).levelDrifts).toEqual([]);
});

/** A product that has just become low, with 5 available of 10; its alert. */
const low = async () => {
  const productId = await shop.product(10);
  await shop.reserve(productId, 5);
  return { productId, alertId: (await shop.alertOf(productId)).id };
};

describe('the whole life of an alert', () => {
  test('it opens, is acknowledged, recovers, opens anew and remembers', async () => {
    const productId = await shop.product(10);
    await shop.reserve(productId, 4);
    expect((await shop.call.alerts.list({ productId, demand: 'any' })).items).toEqual([]);
    await shop.reserve(productId, 1);
    const opened = await shop.alertOf(productId);
    expect(opened).toMatchObject({
      state: 'open',
      openings: 1,
      openedAvailable: 5,
      openedThreshold: 5,
      isLow: true,
      threshold: 5,
      thresholdSource: 'product',
      stock: { onHand: 10, reserved: 5, available: 5, incoming: 0 },
    });
    const { id: alertId } = opened;
    const { manager, call } = shop;
    await manager.call.alerts.assign({ alertIds: [alertId], assigneeId: manager.userId });
    await manager.call.alerts.comment({ alertIds: [alertId], notes: 'Meyer delivers on Friday' });
    const { alerts } = await manager.call.alerts.acknowledge({ alertIds: [alertId] });
    expect(alerts).toMatchObject([
      { id: alertId, state: 'acknowledged', version: 4, assigneeId: manager.userId },
    ]);
    await shop.receive(productId, 1);
    expect(await call.alerts.get({ alertId })).toMatchObject({
      state: 'resolved',
      resolution: 'recovered',
      severity: null,
      isLow: false,
    });
    await shop.take(productId, 2);
    expect(await call.alerts.get({ alertId })).toMatchObject({
      state: 'open',
      openings: 2,
      openedAvailable: 4,
      acknowledgedAt: null,
      resolution: null,
      assignee: { id: manager.userId, name: 'Joe manager' },
    });
    const { items } = await call.alerts.history({ productId, warehouseId: shop.warehouseId });
    expect(items.map(({ kind }) => kind)).toEqual([
      'opened',
      'resolved',
      'acknowledged',
      'commented',
      'assigned',
      'opened',
    ]);
    expect(items[3]).toMatchObject({
      notes: 'Meyer delivers on Friday',
      available: 5,
      threshold: 5,
      state: 'open',
      actor: { type: 'user', id: manager.userId, name: 'Joe manager' },
    });
    expect(items[4]?.assignee).toEqual({ id: manager.userId, name: 'Joe manager' });
  });

  test('with a hysteresis it ends only over threshold and hysteresis', async () => {
    const { productId, alertId } = await low();
    await shop.call.company.update({ alertHysteresis: 3 });
    await shop.receive(productId, 3);
    expect(await shop.call.alerts.get({ alertId })).toMatchObject({ state: 'open', isLow: false });
    await shop.receive(productId, 1);
    expect(await shop.call.alerts.get({ alertId })).toMatchObject({ state: 'resolved' });
  });
});

describe('snooze', () => {
  test('until it gets worse: one unit fewer wakes it, as many as before do not', async () => {
    const { productId, alertId } = await low();
    await shop.take(productId, 1);
    await shop.call.alerts.snooze({ alertIds: [alertId], untilWorse: true });
    await shop.receive(productId, 1);
    await shop.take(productId, 1);
    expect(await shop.call.alerts.get({ alertId })).toMatchObject({
      state: 'snoozed',
      snoozedUntilWorse: true,
    });
    await shop.take(productId, 1);
    expect(await shop.call.alerts.get({ alertId })).toMatchObject({
      state: 'open',
      snoozedUntilWorse: false,
    });
    expect((await shop.kindsOf(alertId)).slice(-2)).toEqual(['snoozed', 'woken']);
  });

  test('one whose time is up counts as over before anybody has written it, and its version is the one written then', async () => {
    const { productId, alertId } = await low();
    await shop.call.alerts.snooze({
      alertIds: [alertId],
      until: new Date(Date.now() + 86_400_000).toISOString(),
    });
    expect((await shop.call.alerts.list({ productId, demand: 'any' })).items).toEqual([]);
    await endSnooze(alertId);
    const { items, counts } = await shop.call.alerts.list({ productId, demand: 'any' });
    expect(items).toMatchObject([{ state: 'open', snoozedUntil: null, version: 3 }]);
    expect(counts.byState).toEqual({ open: 1, acknowledged: 0, snoozed: 0, resolved: 0 });
    const asked = { alertIds: [alertId], expectedVersion: 3 };
    expect((await shop.call.alerts.acknowledge(asked)).alerts).toMatchObject([
      { state: 'acknowledged', version: 4 },
    ]);
    const { items: history } = await shop.call.alerts.history({ alertId });
    expect(history.slice(0, 2)).toMatchObject([
      { kind: 'acknowledged', actor: { type: 'user' } },
      { kind: 'woken', state: 'open', actor: { type: 'system', id: null, name: null } },
    ]);
  });

  test('until a moment from now: it wakes by itself', async () => {
    const { alertId } = await low();
    await shop.call.alerts.snooze({ alertIds: [alertId], until: new Date(Date.now() + 700).toISOString() });
    expect((await shop.call.alerts.get({ alertId })).state).toBe('snoozed');
    for (let tries = 0; tries < 50 && (await shop.kindsOf(alertId)).at(-1) !== 'woken'; tries += 1)
      await sleep(100);
    expect(await shop.kindsOf(alertId)).toEqual(['opened', 'snoozed', 'woken']);
  });

  test('ends in the future and within 365 days', async () => {
    const { alertId } = await low();
    const until = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    for (const days of [-1, 366]) {
      const refused = await refusalOf(shop.call.alerts.snooze({ alertIds: [alertId], until: until(days) }));
      expect(refused).toMatchObject({ code: 'VALIDATION_FAILED', details: { fields: [{ path: 'until' }] } });
    }
    expect(await codeOf(shop.call.alerts.snooze({ alertIds: [alertId] }))).toBe('VALIDATION_FAILED');
  });
});

/** Lets the snooze's time be up, without anybody to write it. */
const endSnooze = (alertId: string) =>
  on.database.inCompany(shop.companyId, (tx) =>
    tx.execute({
      text: `update alerts set snoozed_until = clock_timestamp() - interval '1 ms' where company_id = $1 and id = $2`,
      values: [shop.companyId, alertId],
    }),
  );

describe('resolve and reopen', () => {
  test('a resolved alert stays quiet while it is low, and opens anew after it has recovered', async () => {
    const { productId, alertId } = await low();
    await shop.call.alerts.resolve({ alertIds: [alertId], reason: 'other', notes: 'A fair' });
    await shop.take(productId, 3);
    expect(await shop.call.alerts.get({ alertId })).toMatchObject({
      state: 'resolved',
      resolution: 'other',
      resolutionNotes: 'A fair',
      isLow: true,
    });
    await shop.receive(productId, 10);
    expect(await shop.kindsOf(alertId)).toEqual(['opened', 'resolved']);
    const { code } = await refusalOf(shop.call.alerts.reopen({ alertIds: [alertId] }));
    expect(code).toBe('STATE_CONFLICT');
    await shop.take(productId, 10);
    expect(await shop.call.alerts.get({ alertId })).toMatchObject({ state: 'open', openings: 2 });
  });

  test('what a person resolved can be taken back while it is low; then it recovers by itself', async () => {
    const { productId, alertId } = await low();
    await shop.call.alerts.resolve({ alertIds: [alertId], reason: 'ordered' });
    const { alerts } = await shop.call.alerts.reopen({ alertIds: [alertId] });
    expect(alerts).toMatchObject([{ state: 'open', resolution: null, openings: 1 }]);
    await shop.call.alerts.reopen({ alertIds: [alertId] });
    await shop.receive(productId, 1);
    expect(await shop.kindsOf(alertId)).toEqual(['opened', 'resolved', 'reopened', 'resolved']);
  });
});

describe('more than one person, more than one alert', () => {
  test('of two who change one version of it, one is told that it has changed', async () => {
    const { alertId } = await low();
    const asked = { alertIds: [alertId], expectedVersion: 1 };
    const outcomes = await Promise.allSettled([
      shop.call.alerts.acknowledge(asked),
      shop.manager.call.alerts.resolve({ ...asked, reason: 'ordered' }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await shop.kindsOf(alertId)).toHaveLength(2);
    const conflict = await refusalOf(shop.call.alerts.comment({ ...asked, notes: 'x' }));
    expect(conflict).toMatchObject({
      code: 'VERSION_CONFLICT',
      details: { conflicts: [{ id: alertId, expected: 1, current: 2 }] },
    });
  });

  test('thirty who acknowledge it at once acknowledge it once', async () => {
    const { alertId } = await low();
    const calls = Array.from({ length: 30 }, () => shop.call.alerts.acknowledge({ alertIds: [alertId] }));
    for (const { alerts } of await Promise.all(calls))
      expect(alerts).toMatchObject([{ state: 'acknowledged', version: 2 }]);
    expect(await shop.kindsOf(alertId)).toEqual(['opened', 'acknowledged']);
  });

  test('people and sales on the same levels at once neither wait in a circle nor lose a change', async () => {
    const products = await Promise.all([1, 2, 3].map(() => low()));
    const alertIds = products.map((one) => one.alertId);
    await Promise.all(
      Array.from({ length: 10 }, (_, round) => [
        shop.call.alerts.comment({
          alertIds: round % 2 === 0 ? alertIds : [...alertIds].reverse(),
          notes: `${round}`,
        }),
        ...products.map(({ productId }) =>
          round < 5 ? shop.receive(productId, 3) : shop.take(productId, 3),
        ),
      ]).flat(),
    );
    for (const alertId of alertIds) {
      expect((await shop.kindsOf(alertId)).filter((kind) => kind === 'commented')).toHaveLength(10);
    }
  });

  test('the same key twice acts once and answers the same', async () => {
    const { alertId } = await low();
    const asked = { alertIds: [alertId], notes: 'Once', idempotencyKey: uuidv7() };
    const first = await shop.call.alerts.comment(asked);
    expect(await shop.call.alerts.comment(asked)).toEqual(first);
    expect(await shop.kindsOf(alertId)).toEqual(['opened', 'commented']);
  });

  test('of many, all are changed in the order named, or none is', async () => {
    const [one, two] = [await low(), await low()];
    const alertIds = [two.alertId, one.alertId];
    const { alerts } = await shop.call.alerts.snooze({ alertIds, untilWorse: true });
    expect(alerts.map(({ id }) => id)).toEqual(alertIds);
    await shop.call.alerts.resolve({ alertIds: [one.alertId], reason: 'expected' });
    const refused = await refusalOf(shop.call.alerts.resolve({ alertIds, reason: 'expected' }));
    expect(refused).toMatchObject({ code: 'STATE_CONFLICT', details: { state: 'resolved' } });
    expect(refused.message).toContain(one.alertId);
    expect((await shop.call.alerts.get({ alertId: two.alertId })).state).toBe('snoozed');
    const unknown = { alertIds: [two.alertId, uuidv7()] };
    expect(await codeOf(shop.call.alerts.acknowledge(unknown))).toBe('NOT_FOUND');
    expect(await codeOf(shop.call.alerts.comment({ alertIds, notes: 'x', expectedVersion: 2 }))).toBe(
      'VALIDATION_FAILED',
    );
  });

  test('only an active user of the company can be the assignee', async () => {
    const { alertId } = await low();
    const other = await lifeCompany(on.database);
    await shop.call.members.deactivate({ userId: shop.manager.userId });
    for (const assigneeId of [other.owner.userId, uuidv7(), shop.manager.userId]) {
      const refused = await refusalOf(shop.call.alerts.assign({ alertIds: [alertId], assigneeId }));
      expect(refused).toMatchObject({
        code: 'INVALID_REFERENCE',
        details: { references: [{ path: 'assigneeId' }] },
      });
    }
    expect(await codeOf(other.call.alerts.get({ alertId }))).toBe('NOT_FOUND');
    expect(await codeOf(other.call.alerts.history({ alertId }))).toBe('NOT_FOUND');
  });
});
