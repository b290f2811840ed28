import type { Page } from 'playwright-core';

/** A list without end on many products. */
export interface Large {
  /** Rows that stood in the document at once, at most. */
  rowsMax: number;
  /** Calls to the API while it was scrolled from the first product to the last. */
  calls: number;
  scrolledMs: number;
  /** Frames that took longer than 100 ms, of so many. */
  lateFrames: number;
  frames: number;
  /** From the last letter to the one row that is left, in milliseconds: of several searches the median. */
  searchMs: number;
  callsPerSearch: number;
}

const SEARCHES = 7;
const STEP_PX = 4_000;
const LATE_MS = 100;

/** Scrolls to the end, then searches. */
export const scrollAndSearch = async (
  page: Page,
  products: number,
  progress: (line: string) => void,
): Promise<Large> => {
  let calls = 0;
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith('/api/')) calls += 1;
  });
  const numberOf = (product: number) => String(product).padStart(6, '0');
  const rowOf = (product: number) => page.getByRole('link', { name: `Paper cup no. ${numberOf(product)}` });
  await page.goto('/products?sort=sku');
  await rowOf(1).waitFor();
  await page.waitForTimeout(1_000);
  calls = 0;
  await page.evaluate((lateMs) => {
    const frames = { all: 0, late: 0, last: performance.now() };
    Object.assign(window, { frames });
    const next = (now: number) => {
      frames.all += 1;
      if (now - frames.last > lateMs) frames.late += 1;
      frames.last = now;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  }, LATE_MS);
  const began = performance.now();
  let rowsMax = 0;
  // Bounded: a list that does not come to its end is a finding and no endless run.
  for (let step = 0; step < products && !(await rowOf(products).isVisible()); step += 1) {
    await page.mouse.move(700, 500);
    await page.mouse.wheel(0, STEP_PX);
    await page.waitForTimeout(20);
    if (step % 25 === 0) rowsMax = Math.max(rowsMax, await page.locator('tbody tr').count());
    if (step % 250 === 249) progress(`page: scrolling, ${calls} calls so far`);
  }
  await rowOf(products).waitFor();
  const scrolledMs = performance.now() - began;
  const scrolled = calls;
  const { all: frames, late: lateFrames } = await page.evaluate(
    () => (window as unknown as { frames: { all: number; late: number } }).frames,
  );

  progress('page: searching');
  await page.goto('/products');
  await page.getByRole('row').nth(3).waitFor();
  const box = page.getByLabel('Search products');
  const took: number[] = [];
  await page.waitForTimeout(1_000);
  calls = 0;
  for (let search = 0; search < SEARCHES; search += 1) {
    const wanted = 1 + Math.floor(((search + 0.5) / SEARCHES) * products);
    await box.fill(`no. ${numberOf(wanted)}`);
    const from = performance.now();
    await rowOf(wanted).waitFor();
    await page.getByText('1 product', { exact: true }).waitFor();
    took.push(performance.now() - from);
  }
  took.sort((a, b) => a - b);
  const searchMs = took[Math.floor(SEARCHES / 2)] ?? 0;
  return {
    rowsMax,
    calls: scrolled,
    scrolledMs,
    lateFrames,
    frames,
    searchMs,
    callsPerSearch: calls / SEARCHES,
  };
};
