import { stockflow } from '../api/stockflow.ts';

/** How long a comparison of clocks holds, in milliseconds: a phone's clock drifts, and is set anew by its network. */
const HOLDS_MS = 600_000;

let offsetMs = 0;
let measuredAt = Number.NEGATIVE_INFINITY;

/** Now by the server's clock, in milliseconds, as far as it is known. A phone's own clock may be minutes off. */
export const serverNow = (): number => Date.now() + offsetMs;

/** Compares the clocks by the time of an answer; without one, what was known stays. */
export const compareClocks = async (): Promise<void> => {
  if (performance.now() - measuredAt < HOLDS_MS) return;
  try {
    const before = Date.now();
    const { summary } = await stockflow.alerts.lowStock({ limit: 1 });
    const after = Date.now();
    offsetMs = Date.parse(summary.generatedAt) - (before + after) / 2;
    measuredAt = performance.now();
  } catch {
    // No network, or no right to read alerts: the device's own clock has to do.
  }
};
