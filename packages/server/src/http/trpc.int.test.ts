import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Seen, type Sent, sendTo, startBothWaysIn } from './testing/ways-in.ts';

const seen: Seen = { started: () => undefined, lines: [] };
let running: Awaited<ReturnType<typeof startBothWaysIn>>;
beforeAll(async () => {
  running = await startBothWaysIn(seen);
});
afterAll(() => running.close());

const REQUEST_ID = 'trace-0123456789';
const json = { 'content-type': 'application/json' };
const input = (value: unknown) => `input=${encodeURIComponent(JSON.stringify(value))}`;
const post = (path: string, body?: string, headers: Record<string, string> = json): Sent => ({
  method: 'POST',
  path,
  headers,
  ...(body !== undefined && { body }),
});
const get = (path: string, headers: Record<string, string> = {}): Sent => ({ path, headers });
const many = (count: number) => Array(count).fill('quiet').join(',');
const tea = { text: 'tea' };

/** What both handlers read and answer alike, to the letter. */
const ALIKE: Record<string, Sent> = {
  'a query': get(`echo?${input(tea)}`),
  'a query that says it is JSON': get(`echo?${input(tea)}`, json),
  'a query with another content type': get(`echo?${input(tea)}`, { 'content-type': 'text/plain' }),
  'a query with text that needs escapes': get(`echo?${input({ text: 'a+b & ü € 😀 %41 "q"' })}`),
  'plus signs as spaces': get('echo?input=%7B%22text%22:%22a+b%22%7D'),
  'characters as they are in the address': get(`echo?input={"text":"it's"}`),
  'a percent sign that begins no escape': get('echo?input=%7B%22text%22:%22100%%22%7D'),
  'bytes that are no UTF-8': get('echo?input=%7B%22text%22:%22%FF%22%7D'),
  'the first of two inputs': get(`echo?${input(tea)}&${input({ text: 'x' })}`),
  'an answer with other letters': get('odd'),
  'no input where none is asked for': get('quiet'),
  'an unreadable input that nobody reads': get('quiet?input=%7B'),
  'no input where it may be missing': get('maybe'),
  'an empty input': get('maybe?input='),
  'null as input': get('maybe?input=null'),
  'no answer at all': get('nothing'),
  'a door in a group': get('deep.down.here'),
  'no input where one is needed': get('echo'),
  'an input of the wrong type': get(`echo?${input({ text: 5 })}`),
  'an input that is a list': get(`echo?${input([1])}`),
  'an input that is no JSON': get('echo?input=%7B%22text'),
  'a mutation': post('say', JSON.stringify(tea)),
  'a mutation with a charset': post('say', JSON.stringify(tea), {
    'content-type': 'Application/JSON; charset=utf-8',
  }),
  'a body with a byte order mark': post('say', `\uFEFF${JSON.stringify(tea)}`),
  'a body of another alphabet': post('say', JSON.stringify({ text: '茶 😀' })),
  'a body that is no JSON': post('say', '{"text":'),
  'an empty body': post('say', ''),
  'a body that is a number': post('say', '5'),
  'a body with __proto__': post('say', '{"__proto__":{"text":"x"},"text":"y"}'),
  'a mutation that refuses': post('taken', '{}'),
  'a mutation that sets a cookie': post('cookie', '{}'),
  'a mutation by GET': get(`say?${input(tea)}`),
  'a query by POST': post('echo', JSON.stringify(tea)),
  'an unknown door': get('brew'),
  'a name that every object has': get('constructor'),
  'a group instead of a door': get('deep.down'),
  'a name with an escape in it': get(`%65cho?${input(tea)}`),
  'a name escaped twice': get(`%2565cho?${input(tea)}`),
  'nobody, where somebody is wanted': get(`mine?${input(tea)}`),
  'nobody with a wrong input: told the first of it': get('mine?input=%7B'),
  'nobody, where a scope is wanted': post('scoped', '{}'),
  'a header that is no credential': get('mine', { authorization: 'Basic x' }),
  'a key that is none': get('mine', { authorization: 'Bearer nothing' }),
  'too many tries: when to come again': get('limited'),
  'the database gone: when to come again': get('gone'),
  'a bug': get('bug'),
  'something odd thrown': get('odder'),
  'an output that does not fit': get('sieved'),
  'an output that JSON cannot say': get('endless'),
  'an output that is a stream': get('later'),
  'a batch of one': get(`echo?batch=1&${input({ 0: tea })}`),
  'a batch': get(`echo,maybe,quiet?batch=1&${input({ 0: tea, 1: { text: 'x' } })}`),
  'a batch of mutations': post('say,taken?batch=1', JSON.stringify({ 0: tea, 1: {} })),
  'a batch with one wrong input: only that call is refused': get(
    `echo,echo?batch=1&${input({ 0: tea, 1: { text: 5 } })}`,
  ),
  'a batch with an unreadable input: whoever reads it is refused': get(
    'echo,quiet,echo?batch=1&input=%7B%220',
  ),
  'a batch with a list as input': get(`echo,quiet?batch=1&${input([tea])}`),
  'a batch with null as input': get('echo,quiet?batch=1&input=null'),
  'a batch without input': get('echo,quiet?batch=1'),
  'a batch of which all are refused alike': get('brew,brew?batch=1'),
  'a batch with several waits: the longest': get('gone,limited,quiet?batch=1'),
  'a batch with an unknown door': get('quiet,brew?batch=1'),
  'a batch by the wrong method': post('quiet,quiet?batch=1', '{}'),
  'a batch with an empty name': get('quiet,?batch=1'),
  'a batch with a stream in it': get('quiet,later?batch=1'),
  'the most calls': get(`${many(20)}?batch=1`),
  'commas without batch': get('quiet,quiet'),
  'batch=0': get('quiet?batch=0'),
  'two batch parameters': get('quiet?batch=1&batch=0'),
  'connection parameters, which nobody reads': get('quiet?connectionParams=%7B%22a%22:%22b%22%7D'),
  'a subscription': get('ticks'),
  'a subscription in a batch': get('ticks,ticks?batch=1'),
  'a subscription by POST': post('ticks', '{}'),
  'a batch as a stream of lines': get('quiet,bug?batch=1', { 'trpc-accept': 'application/jsonl' }),
  'lines, among other types that are welcome': get('quiet?batch=1', {
    accept: 'text/html, application/jsonl',
  }),
  'a body of a type that has no parser': post('say', 'x', { 'content-type': 'text/plain' }),
  'a form': post('say', 'x', { 'content-type': 'multipart/form-data; boundary=x' }),
};

/** The request as a whole is refused. The adapter said no request id then, and called the JSON text/plain. */
const REFUSED_WHOLE: Record<string, Sent> = {
  'too many calls': get(`${many(21)}?batch=1`),
  'queries and mutations in one batch': get('quiet,say?batch=1'),
  'a mutation without content type': post('say', undefined, {}),
  'a query that says it is a form': get('quiet', { 'content-type': 'multipart/form-data' }),
  'a query that says it is a file': get('quiet', { 'content-type': 'application/octet-stream' }),
  'a name with a broken escape': get('quiet%25zz'),
  'connection parameters that are no JSON': get('quiet?connectionParams=%7B'),
  'connection parameters of another form': get('quiet?connectionParams=5'),
};

const COMPARED = [
  'content-type',
  'vary',
  'allow',
  'retry-after',
  'request-id',
  'set-cookie',
  'cache-control',
];

const bothAnswers = async ({ headers, ...rest }: Sent) => {
  const sent = { ...rest, headers: { 'request-id': REQUEST_ID, ...headers } };
  const [ours, theirs] = await Promise.all(
    ['ours', 'theirs'].map((way) => sendTo(`${running.url}/${way}`, sent)),
  );
  if (!ours || !theirs) throw new Error('two were asked');
  const compared = ({ status, headers: all, text }: typeof ours) => ({
    status,
    text: text.replaceAll(/\/(ours|theirs)\//g, '/'),
    headers: Object.fromEntries(COMPARED.map((name) => [name, all[name]])),
  });
  return { ours: compared(ours), theirs: compared(theirs) };
};

describe("our handler answers as tRPC's own adapter does", () => {
  test.each(Object.entries(ALIKE))('%s', async (_name, sent) => {
    const { ours, theirs } = await bothAnswers(sent);
    expect(ours).toEqual(theirs);
  });

  test.each(Object.entries(REFUSED_WHOLE))('%s: refused, and traceable', async (_name, sent) => {
    const { ours, theirs } = await bothAnswers(sent);
    expect(theirs.status).toBeGreaterThanOrEqual(400);
    expect(theirs.text).toContain('"requestId":""');
    expect(ours).toEqual({
      ...theirs,
      text: theirs.text.replace('"requestId":""', `"requestId":"${REQUEST_ID}"`),
      headers: { ...theirs.headers, 'content-type': 'application/json' },
    });
  });
});

describe('what a table cannot say', () => {
  test.each([
    ['limited', '7'],
    ['gone', '1'],
    ['gone,limited,quiet?batch=1', '7'],
    ['quiet', undefined],
  ])('%s: comes with Retry-After %s', async (path, seconds) => {
    const { headers } = await sendTo(`${running.url}/ours`, get(path));
    expect(headers['retry-after']).toBe(seconds);
  });

  test('the door is told when the caller leaves before the answer, and only then', async () => {
    const started = new Promise<void>((resolve) => {
      seen.started = resolve;
    });
    const leaving = request(`${running.url}/ours/slow`).on('error', () => undefined);
    leaving.end();
    await started;
    expect(seen.signal?.aborted).toBe(false);
    leaving.destroy();
    await expect.poll(() => seen.signal?.aborted).toBe(true);

    const { status } = await sendTo(`${running.url}/ours`, get('slow'));
    expect(status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(seen.signal?.aborted).toBe(false);
  });

  test('so is the door of a request that waits behind another on its connection', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const started = new Promise<void>((resolve) => {
      seen.started = () => {
        if (signals.push(seen.signal) === 2) resolve();
      };
    });
    const connection = connect(Number(new URL(running.url).port), '127.0.0.1');
    connection.write('GET /ours/slow HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(2));
    await started;
    expect(signals.map((signal) => signal?.aborted)).toEqual([false, false]);
    connection.destroy();
    await expect.poll(() => signals.map((signal) => signal?.aborted)).toEqual([true, true]);
  });

  // tRPC means to answer 204; on Fastify its adapter answers 500.
  test('HEAD says that the address is there, and runs nothing', async () => {
    const { status, text } = await sendTo(`${running.url}/ours`, { method: 'HEAD', path: 'bug' });
    expect([status, text]).toEqual([204, '']);
  });

  test('a bug is logged once with its request id, in a door and in forming the answer', async () => {
    for (const path of ['bug', 'endless']) {
      seen.lines = [];
      const { status } = await sendTo(`${running.url}/ours`, get(path, { 'request-id': REQUEST_ID }));
      expect(status).toBe(500);
      expect(seen.lines).toEqual([expect.stringContaining(`"requestId":"${REQUEST_ID}"`)]);
    }
  });

  test('the calls of a batch run side by side', async () => {
    const starts: number[] = [];
    seen.started = () => starts.push(performance.now());
    const { text } = await sendTo(`${running.url}/ours`, get('slow,slow,slow,slow?batch=1'));
    expect(JSON.parse(text)).toHaveLength(4);
    expect(starts).toHaveLength(4);
    expect((starts[3] ?? 0) - (starts[0] ?? 0)).toBeLessThan(300); // which each of them takes
  });
});
