import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { API_VERSION as CONTRACT_VERSION } from '@stockflow/schemas';
import { beforeAll, describe, expect, test } from 'vitest';
import { transportOver } from '../../test/client.ts';
import { broken, results } from '../../test/fake-fetch.ts';
import { API_VERSION, agentOf, SDK_VERSION } from '../version.ts';

const echo: Parameters<typeof transportOver>[0] = (sent) => results(sent, ...sent.inputs);
const page = { location: { origin: 'http://stock.test' } };

describe('each request says', () => {
  test('which API it speaks: the contract’s', async () => {
    const { transport, sent } = transportOver(echo);
    await transport.read('a.get', {}, undefined);
    await transport.write('a.create', {}, undefined);
    expect(sent.map(({ headers }) => headers['stockflow-version'])).toEqual([API_VERSION, API_VERSION]);
    expect(API_VERSION).toBe(CONTRACT_VERSION);
  });

  test('who calls: the package and its runtime, in a page without the latter and not as User-Agent', async () => {
    const server = transportOver(echo);
    await server.transport.read('a.get', {}, undefined);
    expect(server.sent[0]!.headers['user-agent']).toBe(
      `stockflow-sdk/${SDK_VERSION} node/${process.versions.node}`,
    );
    expect(server.sent[0]!.headers).not.toHaveProperty('stockflow-client');
    const browser = transportOver(echo, {}, page);
    await browser.transport.read('a.get', {}, undefined);
    expect(browser.sent[0]!.headers['stockflow-client']).toBe(`stockflow-sdk/${SDK_VERSION}`);
    expect(browser.sent[0]!.headers).not.toHaveProperty('user-agent');
  });

  test('a request id of its own', async () => {
    const { transport, sent } = transportOver((one, index) => (index === 0 ? broken() : results(one, 1)));
    await transport.write('a.create', {}, undefined);
    const ids = sent.map(({ headers }) => headers['request-id']);
    expect(new Set(ids).size).toBe(2);
  });
});

test.each([
  [{ process: { versions: { node: '20.1.0', bun: '1.3.0' } } }, 'bun/1.3.0'],
  [{ process: { versions: { node: '24.0.0' } }, Deno: { version: { deno: '2.5.0' } } }, 'deno/2.5.0'],
  [{ process: { versions: { node: '22.0.0' } }, navigator: { userAgent: 'Node.js/22' } }, 'node/22.0.0'],
  [{ navigator: { userAgent: 'Cloudflare-Workers' } }, 'Cloudflare-Workers'],
  [{ navigator: { userAgent: 'a\r\nb: ü' } }, 'ab: '],
  [{ process: {} }, ''],
])('the runtime %j is called %j', (signs, name) => {
  expect(agentOf(signs)).toBe(`stockflow-sdk/${SDK_VERSION}${name === '' ? '' : ` ${name}`}`);
});

describe('OpenTelemetry', () => {
  // In a program of its own: the runner of these tests loads files of @opentelemetry/api that are for bundlers alone.
  let sent: Record<string, { traceparent: string | null; tracestate: string | null; calls: number }[]>;
  beforeAll(async () => {
    const program = fileURLToPath(new URL('../../test/traced-calls.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', program]);
    sent = JSON.parse(stdout);
  }, 30_000);
  const parentOf = (digit: string) => `00-${digit.repeat(32)}-${digit.repeat(16)}-01`;

  test('a call carries the trace of the place that made it, each time that it is sent', () => {
    const one = { traceparent: parentOf('a'), tracestate: 'shop=7', calls: 1 };
    expect(sent.retried).toEqual([one, one]);
  });

  test('reads of one tick share a request only within a trace', () => {
    const requests = sent.batched!.map(({ traceparent, calls }) => [traceparent, calls]);
    expect(requests).toHaveLength(3);
    expect(requests).toEqual(
      expect.arrayContaining([
        [parentOf('a'), 2],
        [parentOf('b'), 1],
        [null, 1],
      ]),
    );
  });

  test('a live stream carries it too', () => {
    expect(sent.live).toMatchObject([{ traceparent: parentOf('c') }]);
  });

  test('without the option nothing is added: an instrumented fetch does it', () => {
    expect(sent.without).toEqual([{ traceparent: null, tracestate: null, calls: 1 }]);
  });
});
