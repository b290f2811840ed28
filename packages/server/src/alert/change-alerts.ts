import { type CompanyTransaction, changeAlerts, wireAlertLife } from '@stockflow/db';
import type { AlertAsk } from '@stockflow/domain';
import type { AlertsChanged } from '@stockflow/schemas';
import type { Actor } from '../core/actor.ts';

/** Who asks, in which request, of which alerts. */
interface Asking {
  readonly ctx: { readonly actor: Actor; readonly requestId: string; now(): Date };
  readonly input: { readonly alertIds: readonly string[]; readonly expectedVersion?: number | undefined };
  readonly ask: AlertAsk;
  /** The person's words to it; default none. */
  readonly notes?: string | null;
}

/** What all doors that change alerts do: ask it of each, all or none, and answer them as they are then. */
export const askAlerts = async (
  tx: CompanyTransaction,
  { ctx, input, ask, notes = null }: Asking,
): Promise<AlertsChanged> => {
  const { alertIds, expectedVersion } = input;
  const actor = { type: ctx.actor.kind, id: ctx.actor.id };
  const { requestId } = ctx;
  const asked = { alertIds, expectedVersion, ask, notes, actor, requestId, now: ctx.now() };
  return { alerts: (await changeAlerts(tx, asked)).map(wireAlertLife) };
};
