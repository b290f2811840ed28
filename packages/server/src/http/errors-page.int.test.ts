import { ERROR_CODES } from '@stockflow/schemas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer } from '../testing/index.ts';
import { errorsPage } from './errors-page.ts';

let server: Awaited<ReturnType<typeof startTestServer>>;
let answer: Response;
let html: string;
beforeAll(async () => {
  server = await startTestServer();
  answer = await fetch(`${server.url}/docs/errors`);
  html = await answer.text();
});
afterAll(() => server?.close());

test('the page is there for everyone, as HTML that browsers may keep for a while', () => {
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(answer.headers.get('cache-control')).toBe('public, max-age=300');
});

describe('it explains', () => {
  test.each([...ERROR_CODES, 'CONNECTION_FAILED', 'TIMED_OUT', 'ABORTED', 'UNEXPECTED_ANSWER'])(
    '%s',
    (code) => {
      const [, words] = new RegExp(`<h[23] id="${code.toLowerCase()}">.*\\n<p>(.{20,})`).exec(html) ?? [];
      expect(words).toBeDefined();
    },
  );
});

test('it holds to the page’s policy: no script, nothing from elsewhere', () => {
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(html).not.toMatch(/<script|\son\w+=|https?:\/\/|@import/i);
});

test('no link on it leads to a file that is not served', () => {
  const targets = [...html.matchAll(/href="([^"]+)"/g)].map(([, target]) => target!);
  expect(targets.filter((target) => !target.startsWith('#') && target !== 'data:,')).toEqual([]);
});

test('headings lead to themselves by the name that the SDK uses', () => {
  expect(errorsPage('## SKU_TAKEN\n\nWords.')).toContain(
    '<h2 id="sku_taken"><a href="#sku_taken">SKU_TAKEN</a></h2>',
  );
});
