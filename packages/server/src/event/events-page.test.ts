import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVENT_TYPES } from '@stockflow/schemas';
import { expect, test } from 'vitest';

test('docs/events.md has a heading for every type of event, and no other', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../../docs/events.md'), 'utf8');
  const headings = [...text.matchAll(/^## (\S+)$/gm)].map(([, heading]) => heading);
  expect(headings.toSorted()).toEqual([...EVENT_TYPES].sort());
});
