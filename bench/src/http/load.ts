// The load: 50 connections that are kept alive, or 50 callers of a prepared statement, in a process of their own.
// In the server's own process (as this bench was first) the two shared one event loop: half of it was the load.

import autocannon from 'autocannon';
import pg from 'pg';
import { answerMessages, configOf } from '../child.ts';
import type { LoadAnswer, LoadAsked, LoadConfig } from './load-types.ts';

const { databaseUrl, companyId, productId, connections } = await configOf<LoadConfig>();
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
const statement = {
  name: 'bench-product',
  text: 'select id, sku, name, price, version from products where company_id = $1 and id = $2',
  values: [companyId, productId],
};

const runHttp = async ({ url, headers, status, ms }: LoadAsked & { kind: 'http' }): Promise<LoadAnswer> => {
  const result = await autocannon({
    url,
    headers,
    connections,
    duration: Math.max(1, Math.round(ms / 1000)),
  });
  const { requests, latency, errors, statusCodeStats = {} } = result;
  const others = Object.keys(statusCodeStats).filter((code) => code !== String(status));
  if (others.length > 0 || errors > 0)
    throw new Error(`${url}: ${errors} errors, statuses ${others.join(', ')}`);
  return { calls: requests.total, p50Ms: latency.p50, p99Ms: latency.p99 };
};

const runPg = async (ms: number): Promise<LoadAnswer> => {
  const endsAt = performance.now() + ms;
  const took: number[] = [];
  const caller = async () => {
    while (performance.now() < endsAt) {
      const began = performance.now();
      await pool.query<object>(statement);
      took.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: connections }, caller));
  took.sort((a, b) => a - b);
  const at = (share: number): number => took[Math.floor(took.length * share)] ?? 0;
  return { calls: took.length, p50Ms: at(0.5), p99Ms: at(0.99) };
};

answerMessages<LoadAsked, LoadAnswer>({ ready: true }, (asked) =>
  asked.kind === 'http' ? runHttp(asked) : runPg(asked.ms),
);
