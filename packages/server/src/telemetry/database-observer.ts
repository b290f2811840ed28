import { context, SpanKind, type Tracer, trace } from '@opentelemetry/api';
import type { DatabaseObserver } from '@stockflow/db';
import { Refusal } from '@stockflow/domain';
import type { Instruments } from './instruments.ts';
import { inSpan } from './spans.ts';

/** Names of statements that a span lists. */
const STATEMENTS_MAX = 50;
/** Spans that a gathered transaction is linked with. */
const LINKS_MAX = 64;

/** Spans and figures of what the database is asked. */
export const observeDatabase = (tracer: Tracer, instruments: Instruments): DatabaseObserver => ({
  async transaction(facts, work) {
    const { kind, statements } = facts;
    const since = performance.now();
    const span = tracer.startSpan(`database ${kind}`, {
      kind: SpanKind.CLIENT,
      attributes: { 'db.system.name': 'postgresql', 'db.operation.name': kind },
    });
    try {
      return await inSpan(span, () => work().finally(() => listStatements()), context.active());
    } catch (error) {
      // A rule that refuses rolls back, too; that is no failure of the database.
      if (!(error instanceof Refusal)) instruments.transactionFailures.add(1, { kind });
      throw error;
    } finally {
      instruments.transactions.record((performance.now() - since) / 1000, { kind });
    }
    function listStatements() {
      span.setAttribute('db.query.summary', statements.slice(0, STATEMENTS_MAX));
      span.setAttribute('stockflow.statements', statements.length);
    }
  },

  batch({ operations, waitedMs, marks }, work) {
    instruments.batches.record(operations);
    instruments.batchWait.record(waitedMs / 1000);
    const callers = marks.flatMap((mark) => trace.getSpan(mark as never) ?? []);
    const [first, ...others] = callers;
    const around = first ? trace.setSpan(context.active(), first) : context.active();
    const span = tracer.startSpan(
      'stock batch',
      {
        attributes: { 'stockflow.operations': operations, 'stockflow.waited_ms': Math.round(waitedMs) },
        links: others.slice(0, LINKS_MAX).map((other) => ({ context: other.spanContext() })),
      },
      around,
    );
    // The first caller is its parent; the others find it by a link of their own.
    for (const other of others.slice(0, LINKS_MAX)) other.addLink({ context: span.spanContext() });
    return inSpan(span, work, around);
  },

  mark: () => context.active(),

  numbered(events, oldestMs) {
    instruments.events.add(events);
    instruments.outboxLag.record(oldestMs / 1000);
  },

  reconciled({ demand, levels }) {
    instruments.reconciled.add(1);
    instruments.drift.add(demand, { kind: 'demand' });
    instruments.drift.add(levels, { kind: 'levels' });
  },
});
