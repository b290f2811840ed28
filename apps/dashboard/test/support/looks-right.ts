import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { picture, settle, sidewaysPx, wcagProblems } from './browser.ts';

/** What is smaller than 44 px where a glove has to hit it, in words; links in running text are not meant. */
const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.aisle button, .stock-nav a')].flatMap((element) => {
      // A row's link covers its whole row.
      const isShown = element.checkVisibility() && !element.classList.contains('row-link');
      const { width, height } = element.getBoundingClientRect();
      const isSmall = isShown && width > 0 && (width < 44 || height < 44);
      const isOfSearch = element.closest('.search-box, .combo') !== null;
      return isSmall && !isOfSearch ? [`${element.outerHTML.slice(0, 160)} ${width}×${height}`] : [];
    }),
  );

/** A picture to look at; no rule of WCAG 2.2 AA broken, nothing that scrolls sideways, nothing too small to hit. */
export const looksRight = async (page: Page, name: string, width: number): Promise<void> => {
  await settle(page);
  await picture(page, `${name}-${width}`);
  expect.soft(await wcagProblems(page), name).toEqual([]);
  expect.soft(await sidewaysPx(page), name).toBe(0);
  expect.soft(await tooSmall(page), name).toEqual([]);
};
