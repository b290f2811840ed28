import { startTestServer } from '@stockflow/server/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { hasBrowser, launch, openPage, signIn } from './browser.ts';
import { buildPage } from './build-page.ts';
import { makeWorld, type World } from './world.ts';

export interface Stage {
  url: string;
  browser: Browser;
  world: World;
  /** A signed-in page at an address; by default a wide one. */
  at(address: string, width?: number, as?: World): Promise<Page>;
}

/** A real server that serves the built page, a real browser, and a company: one for each test file. */
export function useStage(more: { products?: number } = {}): Stage {
  const stage = {} as Stage;
  let close = async () => {};
  beforeAll(async () => {
    if (!hasBrowser) return;
    const server = await startTestServer({ staticFolder: await buildPage() });
    const browser = await launch();
    close = async () => {
      await browser.close();
      await server.close();
    };
    Object.assign(stage, { url: server.url, browser, world: await makeWorld(server.url, more) });
  });
  afterAll(() => close());
  stage.at = async (address, width = 1440, as = stage.world) => {
    const page = await openPage(stage.browser, stage.url, width);
    await page.goto(address);
    await signIn(page, as);
    await page.waitForURL((now) => now.pathname === new URL(address, stage.url).pathname);
    return page;
  };
  return stage;
}
