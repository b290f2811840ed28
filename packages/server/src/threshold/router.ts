import { router } from '../core/door.ts';
import { listThresholds } from './list-thresholds.ts';
import { setThresholds } from './set-thresholds.ts';
import { setThresholdsWhere } from './set-thresholds-where.ts';

/** Low-stock thresholds. */
export const thresholdRouter = router({
  list: listThresholds,
  set: setThresholds,
  setWhere: setThresholdsWhere,
});
