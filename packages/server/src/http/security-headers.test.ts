import { expect, test } from 'vitest';
import { securityHeaders } from './security-headers.ts';

test('pages may load what is ours, and be in no frame', async () => {
  const headers = await securityHeaders('https://stock.example.com');
  const policy = headers['content-security-policy']?.split(';') ?? [];
  expect(policy).toEqual(expect.arrayContaining(["default-src 'self'", "frame-ancestors 'none'"]));
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
    'referrer-policy': 'no-referrer',
  });
});

test('browsers are told to stay on https, where there is https', async () => {
  const secure = await securityHeaders('https://stock.example.com');
  expect(secure['strict-transport-security']).toMatch(/^max-age=\d+/);
  expect(await securityHeaders('http://127.0.0.1:4000')).not.toHaveProperty('strict-transport-security');
});

test('nothing of the answer that they were asked with comes along', async () => {
  const names = Object.keys(await securityHeaders('http://127.0.0.1'));
  expect(names.filter((name) => /^content-(?!security-policy)|^date|^connection/.test(name))).toEqual([]);
});
