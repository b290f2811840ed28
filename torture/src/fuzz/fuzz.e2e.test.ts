import { expect, test } from 'vitest';
import { Ends } from '../stage/stage.ts';
import { tortureFuzz } from './index.ts';
import { faultOf } from './judge.ts';

/** The short form of `npm run torture -- fuzz`. */
test('no hostile input breaks a procedure, tells of our insides, or reaches another company', async () => {
  const ends = new Ends();
  try {
    const { violations, figures } = await tortureFuzz({ quick: true, seed: 9 }, { ends, progress: () => {} });
    expect(violations).toEqual([]);
    expect(Number(figures['of them answered'])).toBeGreaterThan(10);
    expect(Number(figures['of them refused'])).toBeGreaterThan(50);
  } finally {
    await ends.run();
  }
});

test('the judge sees a surprise, a refusal without a code, and inner words', () => {
  const refusal = (code: string, message = 'No.') =>
    JSON.stringify({ error: { message, data: { code, requestId: 'r-1' } } });
  expect(faultOf('GET', { status: 400, text: refusal('VALIDATION_FAILED') })).toBeNull();
  expect(faultOf('GET', { status: 200, text: '{"result":{"data":"select x from pg_class"}}' })).toBeNull();
  expect(faultOf('GET', { status: 502, text: '' })).toMatch(/502/);
  expect(faultOf('GET', { status: 207, text: `[{"result":{}},${refusal('INTERNAL')}]` })).toMatch(/INTERNAL/);
  expect(faultOf('GET', { status: 400, text: '{"statusCode":400}' })).toMatch(/without a code/);
  expect(faultOf('GET', { status: 400, text: '<html>' })).toMatch(/no JSON/);
  for (const words of ['at Object.run (/app/x.js:1:2)', 'violates foreign key constraint', '/usr/lib/x'])
    expect(faultOf('GET', { status: 400, text: refusal('CONFLICT', words) }), words).toMatch(
      /code|inner words/,
    );
});
