import type { ProductTimeline } from '@stockflow/sdk';
import { addDays } from '../../format/time.ts';

/** The past and, where stock will run out, the days until then: one more array of values for each line. */
export interface Projection {
  days: string[];
  pastDays: number;
  onHand: (number | null)[];
  /** From what is available today straight down to nothing; null where nothing runs out in sight. */
  projected: (number | null)[] | null;
  threshold: (number | null)[] | null;
}

/** Of the chart's width the future takes at most so many parts of the past. */
const FUTURE_SHARE = 0.75;

/**
 * What the chart of a product shows. A projection that reaches farther than three quarters of the past is cut off there: the
 * line then leaves the chart above 0.
 */
export const projectionOf = (timeline: ProductTimeline): Projection => {
  const past = timeline.days.map(({ day }) => day);
  const { velocity, available, daysUntilStockout: left } = timeline;
  const runsOut = left !== null && left > 0 && velocity > 0;
  const ahead = runsOut ? Math.min(left + 1, Math.max(1, Math.floor(past.length * FUTURE_SHARE))) : 0;
  const future = Array.from({ length: ahead }, (_, index) => addDays(timeline.endsOn, index + 1));
  const days = [...past, ...future];
  const none = future.map(() => null);
  const { threshold } = timeline;
  return {
    days,
    pastDays: past.length,
    onHand: [...timeline.days.map(({ onHand }) => onHand), ...none],
    projected: runsOut
      ? days.map((_, index) => {
          const after = index - (past.length - 1);
          return after < 0 ? null : Math.max(0, available - velocity * after);
        })
      : null,
    threshold: threshold === null ? null : days.map(() => threshold),
  };
};
