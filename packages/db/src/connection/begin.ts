import { currentCaller, markOf } from './caller.ts';
import type { TransactionOptions } from './types.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * BEGIN and the company, as one message. `SET` and not `set_config`, because a sharded PostgreSQL hands only the
 * statement on to its workers; `SET` takes no parameters, so this one place writes the id into the text, and only
 * when it is a UUID.
 */
export function beginIn(companyId: string, { readOnly, genericPlans }: TransactionOptions): string {
  if (!UUID.test(companyId)) throw new TypeError('A company id must be a UUID in lower case.');
  const { comment, naming } = markOf(currentCaller());
  // The name comes before `propagate_set_commands`: a sharded PostgreSQL knows its own connections to its workers by theirs.
  return (
    `begin${readOnly ? ' read only' : ''}${comment}; ${naming}` +
    `set local citus.propagate_set_commands = 'local'; set local app.company_id = '${companyId}'` +
    (genericPlans ? '; set local plan_cache_mode = force_generic_plan' : '')
  );
}
