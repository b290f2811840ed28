import type { Page } from 'playwright-core';

/** What a hand does, and how long the picture took to follow. */
export interface Acted {
  act: string;
  /** Of several tries, in milliseconds: from the event to the picture after it, as the browser's Event Timing measures it. */
  p50Ms: number;
  worstMs: number;
}

const TRIES = 8;

/** Keys and clicks on the demo company. The browser reports an event to 8 ms, and none under 16: 0 stands for those. */
export const act = async (page: Page): Promise<Acted[]> => {
  await page.addInitScript(() => {
    const events: { at: number; ms: number }[] = [];
    Object.assign(window, { events });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) events.push({ at: startTime, ms: duration });
    }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  });
  const measured: Acted[] = [];
  const measure = async (name: string, once: (round: number) => Promise<void>): Promise<void> => {
    const took: number[] = [];
    for (let round = 0; round < TRIES; round += 1) {
      const from = await page.evaluate(() => performance.now());
      await once(round);
      await page.waitForTimeout(250);
      took.push(
        await page.evaluate((since) => {
          const { events } = window as unknown as { events: { at: number; ms: number }[] };
          return Math.max(0, ...events.filter(({ at }) => at >= since).map(({ ms }) => ms));
        }, from),
      );
    }
    took.sort((a, b) => a - b);
    measured.push({ act: name, p50Ms: took[TRIES / 2] ?? 0, worstMs: took.at(-1) ?? 0 });
  };

  await page.goto('/low-stock');
  await page.locator('[data-alert]').first().waitFor();
  await page.waitForTimeout(3_000); // the page has come to rest and fetched its parts
  await measure('alerts: open one', (round) => page.locator('[data-alert]').nth(round).click());
  await measure('alerts: the next by key', () => page.keyboard.press('j'));
  await page.keyboard.press('Escape');
  await measure('alerts: select one', (round) => page.locator('td .tick').nth(round).click());
  await page.keyboard.press('Escape');

  await page.goto('/products');
  await page.getByRole('row').nth(3).waitFor();
  await page.keyboard.press('/');
  await measure('products: a letter of the search', (round) => page.keyboard.type('tea pots'.charAt(round)));
  await page.goto('/products');
  await page.getByRole('row').nth(3).waitFor();
  await measure('palette: open and close', async () => {
    await page.keyboard.press('Control+k');
    await page.waitForTimeout(150);
    await page.keyboard.press('Escape');
  });
  const places = ['Sales', 'Products', 'Stock', 'Alerts'];
  await measure('another screen by the navigation', (round) =>
    page
      .getByRole('navigation', { name: 'Main' })
      .first()
      .getByRole('link', { name: places[round % places.length] as string })
      .click(),
  );
  await page.context().close();
  return measured;
};
