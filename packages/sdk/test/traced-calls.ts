import * as openTelemetry from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { type StockflowOptions, settingsOf } from '../src/options.ts';
import { Transport } from '../src/transport/transport.ts';
import { broken, fakeFetch, type Reply, results, stream } from './fake-fetch.ts';

// Makes calls within traces, with OpenTelemetry's own parts, and prints as JSON what was sent.

const { context, propagation, ROOT_CONTEXT, trace } = openTelemetry;
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
propagation.setGlobalPropagator(new W3CTraceContextPropagator());

const within = <Work>(digit: string, work: () => Work): Work => {
  const span = {
    traceId: digit.repeat(32),
    spanId: digit.repeat(16),
    traceFlags: 1,
    traceState: openTelemetry.createTraceState('shop=7'),
  };
  return context.with(trace.setSpanContext(ROOT_CONTEXT, span), work);
};

const over = (reply: Reply, options: StockflowOptions = { openTelemetry }) => {
  const { fetch, sent } = fakeFetch(reply);
  const transport = new Transport(settingsOf({ baseUrl: 'http://stock.test', ...options, fetch }, {}));
  const seen = () =>
    sent.map(({ headers: { traceparent = null, tracestate = null }, inputs }) => ({
      traceparent,
      tracestate,
      calls: inputs.length,
    }));
  return { transport, seen };
};
const echo: Reply = (sent) => results(sent, ...sent.inputs);

const retried = over((sent, index) => (index === 0 ? broken() : echo(sent, index)));
await within('a', () => retried.transport.write('a.create', {}, undefined));

const batched = over(echo);
const read = (id: number) => batched.transport.read('a.get', { id }, undefined);
const answers = await Promise.all([
  within('a', () => read(1)),
  within('b', () => read(2)),
  within('a', () => read(3)),
  read(4),
]);
if (JSON.stringify(answers) !== '[{"id":1},{"id":2},{"id":3},{"id":4}]')
  throw new Error(`each read has its own answer; got ${JSON.stringify(answers)}`);

const live = over((sent) => stream(sent, { events: [{ type: 'x', sequence: 1 }], isLeftOpen: true }));
await within('c', async () => {
  for await (const _ of live.transport.live('alerts.onChange', {}, {})) break;
});

const without = over(echo, {});
await within('d', () => without.transport.read('a.get', {}, undefined));

const all = { retried: retried.seen(), batched: batched.seen(), live: live.seen(), without: without.seen() };
process.stdout.write(JSON.stringify(all));
