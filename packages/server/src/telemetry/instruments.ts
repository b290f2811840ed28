import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Meter } from '@opentelemetry/api';
import type { Figures } from '../core/telemetry.ts';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const OPERATIONS = [1, 2, 4, 8, 16, 32, 64, 128, 256];
const LAG_SECONDS = [0.01, 0.05, 0.1, 0.5, 1, 5, 30, 60, 300, 3600, 86_400];

const seconds = (description: string, boundaries = SECONDS) => ({
  description,
  unit: 's',
  advice: { explicitBucketBoundaries: boundaries },
});

/**
 * What is counted and measured. Each label comes from a short list that is known when the server starts (procedures,
 * codes, kinds): no company, no person, no product, or the number of series would grow with the customers.
 */
export const createInstruments = (meter: Meter) => ({
  calls: meter.createCounter('stockflow.calls', {
    description: 'Calls of procedures, by procedure and by how they ended: OK or the code of the refusal.',
  }),
  callDuration: meter.createHistogram(
    'stockflow.call.seconds',
    seconds('How long a procedure took, from its door to its answer.'),
  ),
  refusals: meter.createCounter('stockflow.refusals', {
    description: 'Calls that were refused, by code.',
  }),
  answers: meter.createCounter('stockflow.http.answers', {
    description: 'HTTP answers, by status; a batch is one.',
  }),
  transactions: meter.createHistogram(
    'stockflow.database.transaction.seconds',
    seconds('How long a transaction took, the wait for a connection counted in.'),
  ),
  transactionFailures: meter.createCounter('stockflow.database.transaction.failures', {
    description: 'Transactions that ended in an error, refusals by a rule not counted.',
  }),
  batches: meter.createHistogram('stockflow.stock.batch.operations', {
    description: 'Stock operations that were gathered into one transaction.',
    advice: { explicitBucketBoundaries: OPERATIONS },
  }),
  batchWait: meter.createHistogram(
    'stockflow.stock.batch.wait.seconds',
    seconds('How long the first operation of a gathered transaction waited for its turn.'),
  ),
  events: meter.createCounter('stockflow.outbox.events', {
    description: 'Events of the outbox that were given their number, so that readers see them.',
  }),
  outboxLag: meter.createHistogram(
    'stockflow.outbox.lag.seconds',
    seconds('How old the oldest event was when events were given numbers.', LAG_SECONDS),
  ),
  reconciled: meter.createCounter('stockflow.reconcile.runs', {
    description:
      'Nightly comparisons of what is kept for alerts with the books, one for each company and day.',
  }),
  drift: meter.createCounter('stockflow.reconcile.drift', {
    description: 'Days of demand and stock levels that were not what the books say, and were made right.',
  }),
});

export type Instruments = ReturnType<typeof createInstruments>;

/** What is looked up when somebody asks. */
export const watchFigures = (meter: Meter, figures: () => Figures): void => {
  const gauge = (name: string, description: string, read: () => number, unit = '') =>
    meter.createObservableGauge(name, { description, unit }).addCallback((result) => result.observe(read()));
  meter
    .createObservableGauge('stockflow.database.connections', {
      description: 'Connections of the pool, by state.',
    })
    .addCallback((result) => {
      const { total, idle } = figures().pool;
      result.observe(idle, { state: 'idle' });
      result.observe(total - idle, { state: 'busy' });
    });
  gauge(
    'stockflow.database.connections.max',
    'Connections that the pool may have.',
    () => figures().pool.max,
  );
  gauge(
    'stockflow.database.waiting',
    'Callers that wait for a connection of the pool.',
    () => figures().pool.waiting,
  );
  gauge('stockflow.live.subscriptions', 'Live subscriptions.', () => figures().subscriptions);
  gauge('process.memory.rss.bytes', 'Memory of the process.', () => process.memoryUsage.rss(), 'By');
  gauge('process.uptime.seconds', 'How long the process runs.', () => process.uptime(), 's');
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  gauge(
    'process.event_loop.delay.p99.seconds',
    'How late timers of the event loop come, 99th percentile since the last look.',
    () => {
      const p99 = delay.percentile(99) / 1e9;
      delay.reset();
      return p99;
    },
    's',
  );
};
