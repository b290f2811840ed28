import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTestDatabase, type TestDatabase } from '@stockflow/db/testing';
import { createStockflow, InsufficientStockError } from '@stockflow/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort, type RunningProcess, runApi } from './support/run-api.ts';

/** What a collector is sent: each address with the bytes that came there. */
const received: { url: string; body: Buffer }[] = [];
const collector = createHttpServer(async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  received.push({ url: request.url ?? '', body: Buffer.concat(parts) });
  response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
});

let made: TestDatabase;
let api: RunningProcess;
let url: string;
let metricsUrl: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const { port } = collector.address() as AddressInfo;
  made = await createTestDatabase();
  const metricsPort = await freePort();
  api = await runApi({
    DATABASE_URL: made.adminUrl,
    PORT: String(await freePort()),
    POOL_MAX: '4',
    METRICS_PORT: String(metricsPort),
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}/`,
    OTEL_SERVICE_NAME: 'stockflow-test',
  });
  url = api.url;
  metricsUrl = `http://127.0.0.1:${metricsPort}/metrics`;
});
afterAll(async () => {
  await api.stop();
  collector.close();
  await made.drop();
});

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';

test('the public address has no metrics, and that of the metrics nothing else; its port is never another', async () => {
  expect((await fetch(`${url}/metrics`)).status).toBe(404);
  expect((await fetch(new URL('/healthz', metricsUrl))).status).toBe(404);
  expect((await fetch(metricsUrl, { method: 'POST' })).status).toBe(404);
  expect((await fetch(metricsUrl)).headers.get('content-type')).toContain('text/plain');
  const second = runApi({ DATABASE_URL: made.adminUrl, METRICS_PORT: new URL(metricsUrl).port });
  await expect(second).rejects.toThrow(/METRICS_PORT \d+ at 127.0.0.1 cannot be listened on/);
});

test('what happened is in /metrics and at the collector, in the trace of its caller; no customer is in a label', async () => {
  const { sessionToken } = await createStockflow({ baseUrl: url }).auth.signUp({
    company: { name: 'Counted Goods' },
    user: {
      email: 'owner@counted.example',
      password: 'correct horse battery',
      firstName: 'O',
      lastName: 'W',
    },
  });
  const stockflow = createStockflow({ baseUrl: url, session: sessionToken ?? '' });
  const { id: warehouseId } = await stockflow.warehouses.create({ name: 'Main' });
  const { product } = await stockflow.products.create({
    sku: 'T-1',
    name: 'Tea',
    price: '1.00',
    warehouseId,
    initialQuantity: 40,
  });
  const line = { productId: product.id, warehouseId, quantity: 2 };
  await Promise.all(Array.from({ length: 12 }, () => stockflow.inventory.reserve({ lines: [line] })));
  await expect(stockflow.inventory.reserve({ lines: [{ ...line, quantity: 1_000 }] })).rejects.toBeInstanceOf(
    InsufficientStockError,
  );
  await stockflow.events.list();
  const traced = await fetch(`${url}/api/trpc/company.get`, {
    headers: {
      authorization: `Bearer ${sessionToken}`,
      traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
    },
  });
  expect(traced.status).toBe(200);

  const page = await (await fetch(metricsUrl)).text();
  const figure = (name: string, ...labels: string[]): number => {
    const found = page
      .split('\n')
      .find((line) => line.startsWith(name) && labels.every((label) => line.includes(label)));
    return Number(found?.split(' ').at(-1));
  };
  expect(figure('stockflow_calls_total{', 'procedure="inventory.reserve"', 'code="OK"')).toBe(12);
  expect(figure('stockflow_calls_total{', 'procedure="inventory.reserve"', 'code="INSUFFICIENT_STOCK"')).toBe(
    1,
  );
  expect(figure('stockflow_refusals_total{', 'code="INSUFFICIENT_STOCK"')).toBe(1);
  expect(figure('stockflow_call_seconds_count{', 'procedure="inventory.reserve"')).toBe(13);
  expect(figure('stockflow_http_answers_total{', 'status="409"')).toBe(1);
  expect(figure('stockflow_stock_batch_operations_sum')).toBe(13);
  expect(figure('stockflow_stock_batch_operations_count')).toBeLessThan(13);
  expect(figure('stockflow_outbox_events_total')).toBeGreaterThan(0);
  expect(figure('stockflow_outbox_lag_seconds_count')).toBe(1);
  expect(figure('stockflow_database_connections_max')).toBe(4);
  expect(figure('stockflow_database_connections{', 'state="idle"')).toBeGreaterThan(0);
  expect(figure('stockflow_database_waiting')).toBe(0);
  expect(figure('stockflow_database_transaction_seconds_count{', 'kind="write"')).toBeGreaterThan(2);
  // Every label is from a short list: an id, an address or a name in one would be a series for each customer.
  const labels = page.split('\n').filter((line) => line.startsWith('stockflow_'));
  expect(labels.join('\n')).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-|Counted|@|T-1/);

  // What was not sent yet is sent before the process ends.
  expect(await api.stop()).toBe(0);
  const sent = (path: string) =>
    Buffer.concat(received.filter((one) => one.url === path).map((one) => one.body));
  const spans = sent('/v1/traces');
  for (const word of [
    'stockflow-test',
    'inventory.reserve',
    'stock batch',
    'database write',
    'company.get',
  ]) {
    expect(spans.includes(word), word).toBe(true);
  }
  expect(spans.includes(Buffer.from(traceId, 'hex'))).toBe(true);
  expect(spans.includes('Counted')).toBe(false);
  expect(sent('/v1/metrics').includes('stockflow.stock.batch.operations')).toBe(true);
});
