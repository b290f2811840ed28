/** One thing that happens in a story: to a level, to its alert, or to what decides over both. */
export type LifeStep =
  | { readonly kind: 'move'; readonly level: number; readonly change: number }
  | { readonly kind: 'reserve'; readonly level: number; readonly quantity: number }
  | { readonly kind: 'threshold'; readonly level: number; readonly threshold: number }
  | { readonly kind: 'hysteresis'; readonly hysteresis: number }
  | { readonly kind: 'acknowledge' | 'comment' | 'resolve' | 'reopen'; readonly level: number }
  | { readonly kind: 'assign'; readonly level: number; readonly toOwner: boolean }
  | { readonly kind: 'snooze'; readonly level: number; readonly until: boolean; readonly worse: boolean }
  /** The time of every snooze that has one is up. */
  | { readonly kind: 'time passes' };

export type State = 'never' | 'open' | 'acknowledged' | 'snoozed' | 'resolved';

/** A level and its alert, as somebody who has watched everything would tell them. */
export interface Watched {
  available: number;
  threshold: number;
  moved: boolean;
  state: State;
  openings: number;
  assigned: 'owner' | 'manager' | null;
  resolution: string | null;
  /** A person has resolved it, and it has not recovered since. */
  quiet: boolean;
  hasEnd: boolean;
  /** Asleep until less than this is available. */
  wakeBelow: number | null;
}

export const newLevel = (): Watched => ({
  available: 0,
  threshold: 5,
  moved: false,
  state: 'never',
  openings: 0,
  assigned: null,
  resolution: null,
  quiet: false,
  hasEnd: false,
  wakeBelow: null,
});

const isGoingOn = ({ state }: Watched): boolean => state !== 'never' && state !== 'resolved';

const awake = (level: Watched, state: State): void => {
  level.state = state;
  level.hasEnd = false;
  level.wakeBelow = null;
};

/** What follows when a level, or what counts for it, has changed. */
export const follow = (level: Watched, hysteresis: number): void => {
  if (!level.moved) return;
  const hasRecovered = level.available > level.threshold + hysteresis;
  if (isGoingOn(level)) {
    if (hasRecovered) {
      awake(level, 'resolved');
      level.resolution = 'recovered';
    } else if (level.wakeBelow !== null && level.available < level.wakeBelow) awake(level, 'open');
  } else if (level.quiet) {
    level.quiet = !hasRecovered;
  } else if (level.available <= level.threshold) {
    awake(level, 'open');
    level.openings += 1;
    level.resolution = null;
  }
};

/** What a person does; false when it must be refused. */
export const doTo = (level: Watched, step: LifeStep): boolean => {
  switch (step.kind) {
    case 'acknowledge':
      if (level.state !== 'open' && level.state !== 'acknowledged') return false;
      level.state = 'acknowledged';
      return true;
    case 'snooze':
      if (!isGoingOn(level)) return false;
      awake(level, 'snoozed');
      level.hasEnd = step.until;
      level.wakeBelow = step.worse ? level.available : null;
      return true;
    case 'resolve':
      if (!isGoingOn(level)) return false;
      awake(level, 'resolved');
      level.resolution = 'ordered';
      level.quiet = true;
      return true;
    case 'reopen':
      if (level.state === 'resolved' && !level.quiet) return false;
      awake(level, 'open');
      level.resolution = null;
      level.quiet = false;
      return true;
    case 'assign':
      level.assigned = step.toOwner ? 'owner' : 'manager';
      return true;
    default:
      return true;
  }
};

/** What becomes of a level when time has passed. */
export const passTime = (level: Watched): void => {
  if (level.state === 'snoozed' && level.hasEnd) awake(level, 'open');
};
