import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

const results = fileURLToPath(new URL('../../test-results', import.meta.url));

const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = [process.env.CHROMIUM ?? '', ...known].find((path) => path !== '' && existsSync(path));

/** False where no Chromium is installed: then these tests are skipped, but never in CI. */
export const hasBrowser = executablePath !== undefined || process.env.CI === 'true';
if (!hasBrowser) {
  process.stderr.write(
    'Skipped: no Chromium here. Install it (apt-get install chromium) or name it in CHROMIUM.\n',
  );
}

export const launch = (): Promise<Browser> => {
  if (executablePath === undefined) throw new Error('no Chromium: apt-get install chromium, or set CHROMIUM');
  const quiet = ['background-networking', 'component-update', 'sync', 'gpu'].map(
    (what) => `--disable-${what}`,
  );
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--no-first-run', ...quiet] });
};

export const WIDTHS = [390, 1440] as const;

/** A browser of its own at a width: the narrow one is a phone, in the dark. */
export async function openPage(
  browser: Browser,
  baseURL: string,
  width: number,
  locale = 'en-GB',
): Promise<Page> {
  const isPhone = width < 600;
  const context = await browser.newContext({
    baseURL,
    viewport: { width, height: isPhone ? 844 : 900 },
    isMobile: isPhone,
    hasTouch: isPhone,
    colorScheme: isPhone ? 'dark' : 'light',
    locale,
    timezoneId: 'America/New_York',
  });
  context.setDefaultTimeout(20_000);
  return context.newPage();
}

/** Signs in on the page that stands at sign-in. */
export async function signIn(page: Page, world: { email: string; password: string }): Promise<void> {
  await page.getByLabel('E-mail').fill(world.email);
  await page.getByLabel('Password').fill(world.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Without an answer for so long, everything has arrived. */
const QUIET_MS = 400;

/** Without the stream of alerts, which notices at once what others did: the page is to notice by what is pressed. */
export async function withoutStream(page: Page): Promise<void> {
  await page.route('**/alerts.onChange**', (route) => route.abort());
  await page.reload();
}

/** Everything has arrived, and nothing moves any more. */
export const settle = async (page: Page): Promise<void> => {
  await page.waitForLoadState('load');
  await page.locator('.skeletons').first().waitFor({ state: 'detached' });
  await page.evaluate(async (quietMs) => {
    // Not the browser's own "network idle": the page follows its alerts over a request that does not end.
    const count = () => performance.getEntriesByType('resource').length;
    for (let seen = -1; seen !== count(); ) {
      seen = count();
      await new Promise((resolve) => setTimeout(resolve, quietMs));
    }
    await document.fonts.ready;
  }, QUIET_MS);
  await page.locator('.skeletons').first().waitFor({ state: 'detached' });
};

/** A picture for people to look at: build output, not committed. */
export const picture = async (page: Page, name: string): Promise<void> => {
  mkdirSync(results, { recursive: true });
  await page.screenshot({ path: `${results}/${name}.png`, animations: 'disabled' });
};

/** What breaks WCAG 2 A or AA on the page as it is, in words; empty when nothing does. */
export async function wcagProblems(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { axe: here } = globalThis as unknown as { axe: typeof axe };
    // A colour on its way is not the colour: what comes to an end is let come to it, for two seconds at most.
    const ends = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
      .map(({ finished }) => finished.catch(() => undefined));
    await Promise.race([Promise.all(ends), new Promise((done) => setTimeout(done, 2_000))]);
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    // The component library's live region names, for some seconds, what has just left the page.
    const context = { include: document, exclude: ['[data-live-announcer]'] };
    const found = await here.run(context, { runOnly: { type: 'tag', values: tags } });
    return found.violations.map(({ id, nodes }) => ({
      id,
      where: nodes.map((node) => `${node.html} ${node.failureSummary}`),
    }));
  });
  return violations.map(({ id, where }) => `${id}: ${where.join(' | ')}`);
}

/** How many pixels the page is wider than its window: then it scrolls sideways. */
export const sidewaysPx = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Chooses an option of a select field or filter. */
export const choose = async (page: Page, field: string | RegExp, option: string | RegExp): Promise<void> => {
  await page.getByRole('button', { name: field }).click();
  await page.getByRole('option', { name: option }).click();
};

/** A key as a person presses it: what comes faster is taken for a barcode scanner. */
export const pressKey = async (page: Page, key: string): Promise<void> => {
  await page.keyboard.press(key);
  await page.waitForTimeout(80);
};
