import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const here = import.meta.dirname;
const sources = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'))
  .map((path) => ({ path, text: readFileSync(join(here, path), 'utf8') }));

test('the page is built of the SDK and its React package alone: no other package of the workspace, no request of its own', () => {
  expect(sources.length).toBeGreaterThan(50);
  const workspace = sources.flatMap(
    ({ text }) => text.match(/(?<=from ')@stockflow\/[^']+|(?<=from ')(\.\.\/)+packages[^']*/g) ?? [],
  );
  expect(new Set(workspace)).toEqual(new Set(['@stockflow/react', '@stockflow/sdk']));
  const own = sources.filter(({ text }) =>
    /\bfetch\(|XMLHttpRequest|EventSource|WebSocket|sendBeacon/.test(text),
  );
  expect(own.map(({ path }) => path)).toEqual([]);
});

test('a feature of the page does not import another: what two need is in parts/ or ui/', () => {
  const crossing = sources.flatMap(({ path, text }) => {
    const feature = /^features[/\\]([^/\\]+)/.exec(path)?.[1];
    const others = feature === undefined ? [] : (text.match(/(?<=from '\.\.\/)[a-z-]+(?=\/)/g) ?? []);
    return others.filter((other) => other !== feature).map((other) => `${path} imports ${other}`);
  });
  expect(crossing).toEqual([]);
});
