import type { CDPSession, Page } from 'playwright-core';

const sessions = new WeakMap<Page, Promise<CDPSession>>();
const sessionOf = (page: Page): Promise<CDPSession> => {
  const known = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, known);
  return known;
};

/** Milliseconds between two keystrokes of the scanner. */
const GAP_MS = 8;

/**
 * Types a code as a barcode scanner does: real keystrokes, 8 ms apart by their own time, then Enter. The times are the
 * events' and not this machine's, so a machine that is busy does not make a person of the scanner.
 */
export const scan = async (page: Page, code: string, gapMs = GAP_MS): Promise<void> => {
  const session = await sessionOf(page);
  const start = Date.now() / 1000;
  const strokes = [...code, 'Enter'].flatMap((key, index) => {
    const isEnter = key === 'Enter';
    const timestamp = start + (index * gapMs) / 1000;
    const stroke = {
      key,
      timestamp,
      windowsVirtualKeyCode: isEnter ? 13 : key.toUpperCase().charCodeAt(0),
    };
    return [
      session.send('Input.dispatchKeyEvent', { ...stroke, type: 'keyDown', text: isEnter ? '\r' : key }),
      session.send('Input.dispatchKeyEvent', { ...stroke, type: 'keyUp' }),
    ];
  });
  await Promise.all(strokes);
};

/** So many scans within one task of the page, as when it was busy and takes in all that was scanned meanwhile. */
export const scanAtOnce = (page: Page, code: string, times: number): Promise<void> =>
  page.evaluate(
    ([keys, count]) => {
      for (let scan = 0; scan < count; scan += 1)
        for (const key of keys)
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    },
    [[...code, 'Enter'], times] as const,
  );
