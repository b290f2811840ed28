import type { Database } from '@stockflow/db';
import { expect } from 'vitest';
import { type LifeCompany, lifeCompany } from '../../../src/alert/testing/life-company.ts';
import { codeOf } from '../../../src/auth/testing/people.ts';
import { doTo, follow, type LifeStep, newLevel, passTime, type Watched } from './model.ts';

/** Levels of a story. */
export const LEVELS = 2;

interface Told {
  readonly shop: LifeCompany;
  readonly products: readonly string[];
  readonly levels: readonly Watched[];
  hysteresis: number;
}

/** Tells a story to a new company, and looks after each step whether everything is as the model has it. */
export const tellLife = async (
  database: Database,
  steps: readonly LifeStep[],
  seen: Set<string>,
): Promise<void> => {
  const shop = await lifeCompany(database);
  const products = await Promise.all(Array.from({ length: LEVELS }, () => shop.product(0)));
  const told: Told = { shop, products, levels: products.map(newLevel), hysteresis: 0 };
  for (const step of steps) {
    await play(told, step, seen);
    await compare(told);
  }
  expect(await shop.rowsOf(DISAGREEING)).toEqual([]);
  expect((await shop.call.alerts.reconcile()).levelDrifts).toEqual([]);
};

const play = async (told: Told, step: LifeStep, seen: Set<string>): Promise<void> => {
  const { shop, levels } = told;
  if (step.kind === 'time passes') {
    await shop.database.inCompany(shop.companyId, (tx) =>
      tx.execute({ text: END_SNOOZES, values: [tx.companyId] }),
    );
    for (const level of levels) passTime(level);
  } else if (step.kind === 'hysteresis') {
    await shop.call.company.update({ alertHysteresis: step.hysteresis });
    told.hysteresis = step.hysteresis;
    for (const level of levels) follow(level, told.hysteresis);
  } else {
    const level = levels[step.level];
    const productId = told.products[step.level];
    if (!level || productId === undefined) throw new Error('a story has levels that there are not');
    const before = level.state;
    const done = await playAt(told, step, { level, productId });
    seen.add(`${step.kind} ${before} → ${done}${done === 'done' ? ` ${level.state}` : ''}`);
  }
};

type At = { readonly level: Watched; readonly productId: string };
type StepAt = Extract<LifeStep, { level: number }>;

const playAt = async (told: Told, step: StepAt, { level, productId }: At): Promise<string> => {
  const { shop } = told;
  if (step.kind === 'move' || step.kind === 'reserve') {
    const change = step.kind === 'move' ? step.change : -step.quantity;
    if (change === 0 || level.available + change < 0) return 'not possible';
    if (step.kind === 'reserve') await shop.reserve(productId, -change);
    else if (change > 0) await shop.receive(productId, change);
    else await shop.take(productId, -change);
    level.available += change;
    level.moved = true;
    follow(level, told.hysteresis);
    return 'done';
  }
  if (step.kind === 'threshold') {
    await shop.call.products.update({ productId, lowStockThreshold: step.threshold });
    level.threshold = step.threshold;
    follow(level, told.hysteresis);
    return 'done';
  }
  if (level.state === 'never') return 'not possible';
  const { id } = await shop.alertOf(productId);
  if (doTo(level, step)) {
    await ask(shop, step, id);
    return 'done';
  }
  expect(await codeOf(ask(shop, step, id))).toBe('STATE_CONFLICT');
  return 'refused';
};

const DAY_MS = 86_400_000;

const ask = ({ call, owner, manager }: LifeCompany, step: StepAt, alertId: string) => {
  const alertIds = [alertId];
  switch (step.kind) {
    case 'acknowledge':
      return call.alerts.acknowledge({ alertIds });
    case 'assign':
      return call.alerts.assign({ alertIds, assigneeId: (step.toOwner ? owner : manager).userId });
    case 'resolve':
      return call.alerts.resolve({ alertIds, reason: 'ordered' });
    case 'reopen':
      return call.alerts.reopen({ alertIds });
    case 'snooze': {
      const until = step.until ? new Date(Date.now() + DAY_MS).toISOString() : undefined;
      return call.alerts.snooze({ alertIds, until, untilWorse: step.worse });
    }
    default:
      return call.alerts.comment({ alertIds, notes: 'Seen' });
  }
};

const compare = async ({ shop, products, levels, hysteresis }: Told): Promise<void> => {
  const { items } = await shop.call.alerts.list({
    states: ['open', 'acknowledged', 'snoozed', 'resolved'],
    demand: 'any',
  });
  const found = products.map((productId) => {
    const alert = items.find(({ product }) => product.id === productId);
    return alert
      ? {
          state: alert.state,
          openings: alert.openings,
          assignee: alert.assignee?.id ?? null,
          resolution: alert.resolution,
          available: alert.stock.available,
          threshold: alert.threshold,
          isLow: alert.isLow,
          hasEnd: alert.snoozedUntil !== null,
          untilWorse: alert.snoozedUntilWorse,
        }
      : null;
  });
  const { owner, manager } = shop;
  const expected = levels.map((level) => {
    if (level.state === 'never') return null;
    const { state, openings, resolution, available, threshold, hasEnd } = level;
    const assignee = level.assigned && { owner, manager }[level.assigned].userId;
    const isLow = available <= threshold;
    const untilWorse = level.wakeBelow !== null;
    return { state, openings, assignee, resolution, available, threshold, isLow, hasEnd, untilWorse };
  });
  expect(found, `hysteresis ${hysteresis}`).toEqual(expected);
};

const END_SNOOZES = `update alerts set snoozed_until = clock_timestamp() - interval '1 ms'
  where company_id = $1 and state = 'snoozed' and snoozed_until is not null`;

/** Levels that moved, where level, alert, last change and last event do not tell the same. */
const DISAGREEING = `
  select i.is_low, i.alert_phase, i.alert_wake_below, a.state, a.snoozed_until_worse, a.version, a.openings, c.*, e.*
    from inventory i
    left join alerts a on a.company_id = $1 and a.product_id = i.product_id and a.warehouse_id = i.warehouse_id
    left join lateral (
      select count(*) as changes, count(*) filter (where kind = 'opened') as opened,
             (array_agg(kind || ' ' || state order by id desc))[1] as change
        from alert_changes where company_id = $1 and alert_id = a.id) as c on true
    left join lateral (
      select count(*) as events, (array_agg(substr(type, 7) || ' ' || (payload->>'state') order by id desc))[1] as event
        from outbox_events where company_id = $1 and type like 'alert.%' and payload->>'alertId' = a.id::text) as e on true
   where i.company_id = $1 and i.version > 0
     and not coalesce(
       (not i.is_low or i.alert_phase is not null)
       and (i.alert_phase is null or i.on_hand - i.reserved <= i.alert_clear_above)
       and i.alert_id is not distinct from a.id
       and coalesce(i.alert_phase = 'raised', false) = coalesce(a.state <> 'resolved', false)
       and (i.alert_wake_below is not null) = coalesce(a.snoozed_until_worse, false)
       and (a.id is null or (
         c.change = e.event and split_part(c.change, ' ', 2) = a.state
         and c.changes = e.events and c.changes = a.version and c.opened = a.openings)), false)`;
