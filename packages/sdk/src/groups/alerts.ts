import type {
  AcknowledgeAlertsInput,
  Alert,
  AlertChange,
  AlertEvent,
  AlertExplanation,
  AlertHistoryInput,
  AlertPage,
  AlertsChanged,
  AlertsReconciled,
  AssignAlertsInput,
  CommentAlertsInput,
  ExplainAlertInput,
  GetAlertInput,
  ListAlertsInput,
  ListLowStockInput,
  LowStockAlert,
  LowStockAnswer,
  ReconcileAlertsInput,
  ReopenAlertsInput,
  ResolveAlertsInput,
  SnoozeAlertsInput,
  WatchAlertsInput,
} from '../contract/index.ts';
import type { CallOptions, LiveOptions } from '../options.ts';
import type { Pager } from '../pager.ts';
import type { Transport } from '../transport/transport.ts';

/** Low-stock alerts: what is low, how long it lasts, what to order from whom, and what people make of it. */
export class AlertsApi {
  readonly #transport: Transport;

  /** @internal */
  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * What is low and in demand, the most urgent first: stock (base units), velocity (units a day), days
   * until stockout, and what to order from the primary supplier. Awaited it is one page with totals of the
   * whole result; in a loop it is every alert. `demand: 'any'` also lists what did not sell.
   * `recentSalesDays` is 1 to 365, default the company's (90).
   * @throws {ForbiddenError} without the scope `alerts:read`
   * @throws {ValidationFailedError} a filter does not fit, or the cursor is of another list
   * @example
   * const { alerts, totalAlerts, criticalAlerts } = await stockflow.alerts.lowStock({ severity: 'critical' })
   * for await (const alert of stockflow.alerts.lowStock()) console.log(alert.product.sku, alert.suggestedOrderQuantity)
   */
  lowStock(input?: ListLowStockInput, options?: CallOptions): Pager<LowStockAlert, LowStockAnswer> {
    return this.#transport.pages('alerts.lowStock', input, options, (answer) => answer.alerts);
  }

  /**
   * The inbox: alerts with how they and their levels stand right now. Default open and acknowledged ones of what is in
   * demand, the newest first; with `sort: 'urgent'` what runs out first. `recentSalesDays` is 1 to 365, default the
   * company's (90). Awaited it is one page with counts of the whole result; in a loop it is every alert.
   * @throws {ForbiddenError} without the scope `alerts:read`
   * @throws {ValidationFailedError} a filter does not fit, or the cursor is of another list
   * @example
   * const { items, counts } = await stockflow.alerts.list({ assigned: 'me' })
   * console.log(`${counts.byState.open} open, ${counts.bySeverity.critical} critical; first: ${items[0]?.product.name}`)
   */
  list(input?: ListAlertsInput, options?: CallOptions): Pager<Alert, AlertPage> {
    return this.#transport.pages('alerts.list', input, options, (page) => page.items);
  }

  /**
   * One alert, whatever its state, with how its level stands right now.
   * @throws {ForbiddenError} without the scope `alerts:read`
   * @throws {NotFoundError} there is no such alert
   * @throws {ValidationFailedError} the id is none
   * @example
   * const { state, severity, daysUntilStockout } = await stockflow.alerts.get({ alertId })
   */
  get(input: GetAlertInput, options?: CallOptions): Promise<Alert> {
    return this.#transport.read('alerts.get', input, options);
  }

  /**
   * Everything that became of an alert, over all its openings, the newest first: who did it, what, at which figures.
   * Name the alert, or a product and a warehouse; what was never low there has no history.
   * @throws {ForbiddenError} without the scope `alerts:read`
   * @throws {NotFoundError} there is no alert `alertId`
   * @throws {ValidationFailedError} neither is named, or the cursor is of another list
   * @example
   * for await (const change of stockflow.alerts.history({ productId, warehouseId })) {
   *   console.log(change.at, change.kind, change.actor.name, change.notes)
   * }
   */
  history(input: AlertHistoryInput, options?: CallOptions): Pager<AlertChange> {
    return this.#transport.pages('alerts.history', input, options, (page) => page.items);
  }

  /**
   * Says that somebody has seen them: 1 to 100 alerts, all or none, as with every change of alerts. One that is acknowledged
   * already stays as it is.
   * @throws {ForbiddenError} without the scope `alerts:write`
   * @throws {NotFoundError} one is unknown, or another company's: none is changed
   * @throws {StateConflictError} one is snoozed or resolved
   * @throws {VersionConflictError} it is not at `expectedVersion` any more
   * @throws {ValidationFailedError} the input does not fit
   * @throws {IdReusedError} the idempotency key was used with another input
   * @example
   * await stockflow.alerts.acknowledge({ alertIds: [alertId] })
   */
  acknowledge(input: AcknowledgeAlertsInput, options?: CallOptions): Promise<AlertsChanged> {
    return this.#transport.write('alerts.acknowledge', input, options);
  }

  /**
   * Makes them somebody's task, or with null nobody's; in any state, and it stays when they open anew.
   * @throws {ForbiddenError} without the scope `alerts:write`
   * @throws {NotFoundError} one is unknown, or another company's: none is changed
   * @throws {InvalidReferenceError} the assignee is no active user of the company
   * @throws {VersionConflictError} it is not at `expectedVersion` any more
   * @throws {ValidationFailedError} the input does not fit
   * @throws {IdReusedError} the idempotency key was used with another input
   * @example
   * await stockflow.alerts.assign({ alertIds: [alertId], assigneeId: member.id })
   */
  assign(input: AssignAlertsInput, options?: CallOptions): Promise<AlertsChanged> {
    return this.#transport.write('alerts.assign', input, options);
  }

  /**
   * Puts words into their history, in any state.
   * @throws {ForbiddenError} without the scope `alerts:write`
   * @throws {NotFoundError} one is unknown, or another company's: none is changed
   * @throws {VersionConflictError} it is not at `expectedVersion` any more
   * @throws {ValidationFailedError} the input does not fit
   * @throws {IdReusedError} the idempotency key was used with another input
   * @example
   * await stockflow.alerts.comment({ alertIds: [alertId], notes: 'Meyer delivers on Friday' })
   */
  comment(input: CommentAlertsInput, options?: CallOptions): Promise<AlertsChanged> {
    return this.#transport.write('alerts.comment', input, options);
  }

  /**
   * Lets them sleep until an instant (at most 365 days away), or until less is available than now, whichever comes first.
   * Those that sleep already sleep anew.
   * @throws {ForbiddenError} without the scope `alerts:write`
   * @throws {NotFoundError} one is unknown, or another company's: none is changed
   * @throws {StateConflictError} one is resolved
   * @throws {VersionConflictError} it is not at `expectedVersion` any more
   * @throws {ValidationFailedError} the input does not fit
   * @throws {IdReusedError} the idempotency key was used with another input
   * @example
   * await stockflow.alerts.snooze({ alertIds: [alertId], untilWorse: true })
   */
  snooze(input: SnoozeAlertsInput, options?: CallOptions): Promise<AlertsChanged> {
    return this.#transport.write('alerts.snooze', input, options);
  }

  /**
   * Ends them for a reason; `other` says it in `notes`. They stay quiet while their levels are low, and open anew when these
   * have recovered and are low again.
   * @throws {ForbiddenError} without the scope `alerts:write`
   * @throws {NotFoundError} one is unknown, or another company's: none is changed
   * @throws {StateConflictError} one is resolved already
   * @throws {VersionConflictError} it is not at `expectedVersion` any more
   * @throws {ValidationFailedError} the input does not fit
   * @throws {IdReusedError} the idempotency key was used with another input
   * @example
   * await stockflow.alerts.resolve({ alertIds: [alertId], reason: 'ordered' })
   */
  resolve(input: ResolveAlertsInput, options?: CallOptions): Promise<AlertsChanged> {
    return this.#transport.write('alerts.resolve', input, options);
  }

  /**
   * Takes back that they were acknowledged, snoozed or resolved by a person: they are open. One that is open stays as it is.
   * @throws {ForbiddenError} without the scope `alerts:write`
   * @throws {NotFoundError} one is unknown, or another company's: none is changed
   * @throws {StateConflictError} one is resolved and its level has recovered
   * @throws {VersionConflictError} it is not at `expectedVersion` any more
   * @throws {ValidationFailedError} the input does not fit
   * @throws {IdReusedError} the idempotency key was used with another input
   * @example
   * await stockflow.alerts.reopen({ alertIds: [alertId] })
   */
  reopen(input: ReopenAlertsInput, options?: CallOptions): Promise<AlertsChanged> {
    return this.#transport.write('alerts.reopen', input, options);
  }

  /**
   * Why it is low, or why not: every input with where it came from, every step of the arithmetic with its numbers, what
   * would end the alert or bring it about, and all of it in a few sentences (`summary`). For any product in any warehouse;
   * a pair that never met has nothing. Base units; velocity in units a day.
   * @throws {ForbiddenError} without the scope `alerts:read`
   * @throws {NotFoundError} the product or the warehouse is unknown
   * @throws {ValidationFailedError} the input does not fit
   * @example
   * const { summary, steps, toClear } = await stockflow.alerts.explain({ productId, warehouseId })
   */
  explain(input: ExplainAlertInput, options?: CallOptions): Promise<AlertExplanation> {
    return this.#transport.read('alerts.explain', input, options);
  }

  /**
   * Proves that what is kept for alerts is what the books say: demand of each day against sales, returns and ledger;
   * thresholds, alerts and demand that levels know of themselves against what they come from. Reads the whole history
   * and holds nobody up. With `repair` it makes right what differs, and answers what had differed. It runs by itself each
   * night, too.
   * @throws {ForbiddenError} without the scope `company:write`
   * @throws {ValidationFailedError} the input does not fit
   * @throws {IdReusedError} the idempotency key was used with another input
   * @example
   * const { levelDriftCount, demandDriftCount } = await stockflow.alerts.reconcile()
   */
  reconcile(input: ReconcileAlertsInput = {}, options?: CallOptions): Promise<AlertsReconciled> {
    return this.#transport.write('alerts.reconcile', input ?? {}, options);
  }

  /**
   * What becomes of alerts, as it happens: opened, acknowledged, snoozed, resolved … in the order of `sequence`, of all
   * warehouses and types unless you say which. After a cut it comes back by itself (for `reconnectMs`, five minutes) and
   * goes on behind the last event: none is missed, none comes twice. To go on after your own process has stopped, keep
   * the last `sequence` and give it as `lastEventId`; without one it begins now. Leaving the loop closes the connection; so
   * does `signal`, with a `StockflowAbortError`. An event's `type` may be newer than this SDK.
   * @throws {InvalidCredentialsError} the session or key is none, or has ended meanwhile
   * @throws {ForbiddenError} without the scope `alerts:read`, or when it was taken away meanwhile
   * @throws {ValidationFailedError} a filter does not fit, or `lastEventId` was never given in this company
   * @throws {RateLimitedError} more than 100 follow with this session or key, for longer than it tries again
   * @throws {StockflowConnectionError} it could not come back
   * @example
   * for await (const { type, data, sequence } of stockflow.alerts.onChange({ types: ['alert.opened'] })) {
   *   console.log(sequence, type, data.productId, data.available)
   * }
   */
  onChange(input?: WatchAlertsInput, options?: LiveOptions): AsyncIterableIterator<AlertEvent> {
    return this.#transport.live('alerts.onChange', input, options);
  }
}
