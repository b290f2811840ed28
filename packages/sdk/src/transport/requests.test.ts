import { describe, expect, test } from 'vitest';
import { transportOver } from '../../test/client.ts';
import { results } from '../../test/fake-fetch.ts';

const echo: Parameters<typeof transportOver>[0] = (sent) => results(sent, ...sent.inputs);
const read = (transport: ReturnType<typeof transportOver>['transport'], id: unknown) =>
  transport.read('things.get', { id }, undefined);
const page = { location: { origin: 'http://stock.test' } };

describe('who calls', () => {
  test('stands in the header as a bearer', async () => {
    for (const credential of [{ apiKey: 'sf_live_x' }, { session: 'sf_live_x' }]) {
      const { transport, sent } = transportOver(echo, credential);
      await read(transport, 1);
      await transport.write('things.create', {}, undefined);
      expect(sent.map(({ headers }) => headers.authorization)).toEqual([
        'Bearer sf_live_x',
        'Bearer sf_live_x',
      ]);
      expect(sent.every(({ url }) => !url.href.includes('sf_live_x'))).toBe(true);
    }
  });

  test('is nobody without a credential, and a page’s own cookie in a page', async () => {
    const server = transportOver(echo);
    await read(server.transport, 1);
    expect(server.sent[0]!.headers).not.toHaveProperty('authorization');
    expect(server.sent[0]!.credentials).toBeUndefined();
    const browser = transportOver(echo, {}, page);
    await read(browser.transport, 1);
    expect(browser.sent[0]!.credentials).toBe('same-origin');
  });

  test('is never both a bearer and a cookie', async () => {
    const { transport, sent } = transportOver(echo, { apiKey: 'sf_live_x' }, page);
    await read(transport, 1);
    expect(sent[0]!.credentials).toBe('omit');
  });
});

describe('requests', () => {
  test('reads go by GET and writes by POST as JSON, under the path of baseUrl', async () => {
    const { transport, sent } = transportOver(echo, { baseUrl: 'http://stock.test/behind/' });
    await read(transport, 'ä&?');
    await transport.write('things.create', { name: 'ä' } as object, undefined);
    expect(sent.map(({ method }) => method)).toEqual(['GET', 'POST']);
    expect(sent.map(({ url }) => url.pathname)).toEqual([
      '/behind/api/trpc/things.get',
      '/behind/api/trpc/things.create',
    ]);
    expect(sent[0]!.inputs).toEqual([{ id: 'ä&?' }]);
    expect(sent[1]!.headers['content-type']).toBe('application/json');
  });

  test('a call without input sends none', async () => {
    const { transport, sent } = transportOver(echo, { batch: false });
    await transport.read('auth.me', undefined, undefined);
    await transport.act('auth.signOut', undefined, undefined);
    expect(sent[0]!.url.search).toBe('');
    expect(sent[1]!.inputs).toEqual([null]);
  });

  test('fields that are undefined are left out', async () => {
    const { transport, sent } = transportOver(echo);
    await transport.read('things.list', { search: undefined, limit: 5 }, undefined);
    expect(sent[0]!.inputs).toEqual([{ limit: 5 }]);
  });
});

describe('batches', () => {
  test('reads of one tick share a request, twenty at most, and each gets its own answer', async () => {
    const { transport, sent } = transportOver(echo);
    const answers = await Promise.all(Array.from({ length: 45 }, (_none, id) => read(transport, id)));
    expect(sent.map(({ paths }) => paths.length)).toEqual([20, 20, 5]);
    expect(answers).toEqual(Array.from({ length: 45 }, (_none, id) => ({ id })));
  });

  test('writes go alone', async () => {
    const { transport, sent } = transportOver(echo);
    await Promise.all([1, 2, 3].map(() => transport.write('things.create', {}, undefined)));
    expect(sent.map(({ paths, method }) => [method, paths.length])).toEqual([
      ['POST', 1],
      ['POST', 1],
      ['POST', 1],
    ]);
  });

  test('a read with a long input goes alone, and no address gets longer than gateways take', async () => {
    const { transport, sent } = transportOver(echo);
    const ids = Array.from(
      { length: 100 },
      (_none, index) => `019ab3c4-0000-7000-8000-${String(index).padStart(12, '0')}`,
    );
    await Promise.all([
      read(transport, ids),
      read(transport, 1),
      ...ids.slice(0, 60).map((id) => read(transport, id.repeat(9))),
    ]);
    const [alone, batched] = [
      sent.filter(({ url }) => !url.searchParams.has('batch')),
      sent.filter(({ url }) => url.searchParams.has('batch')),
    ];
    expect(alone.map(({ inputs }) => inputs)).toEqual([[{ id: ids }]]);
    expect(batched.every(({ url }) => url.href.length <= 4000)).toBe(true);
    expect(batched.flatMap(({ paths }) => paths)).toHaveLength(61);
  });

  test('batch: false makes each read a request of its own', async () => {
    const { transport, sent } = transportOver(echo, { batch: false });
    await Promise.all([read(transport, 1), read(transport, 2)]);
    expect(sent.map(({ paths, url }) => [paths.length, url.searchParams.has('batch')])).toEqual([
      [1, false],
      [1, false],
    ]);
  });
});
