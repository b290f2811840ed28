// A process of callers: does the phases that it is asked for, and answers with all that its callers saw.
import { configOf, noteToParent, serveParent } from '../child.ts';
import type { Call } from '../history/types.ts';
import { randomOf } from '../random.ts';
import { Caller } from './caller.ts';
import { Line } from './line.ts';
import { Names } from './names.ts';
import { PARTS } from './phases/index.ts';
import type { Work, WorkAsked, WorkDone, WorkNote } from './work.ts';

const NOTE_EVERY_MS = 200;
let isOver = false;

const workOf = (asked: WorkAsked, calls: Call[]): Work => {
  const { arena, urls, seed, place, phase } = asked;
  const nameOf = (what: string) => `${phase} ${place}.${what}`;
  const names = new Names(arena);
  const random = randomOf(seed, nameOf('all'));
  const line = new Line({ urls, names, random, mayBeCut: phase === 'kills' });
  const record = (call: Call): void => void calls.push(call);
  const callers = Array.from({ length: asked.callers }, (_, index) => {
    const name = nameOf(String(index));
    return new Caller({ name, random: randomOf(seed, name), names, line, record });
  });
  return { asked, arena, line, random, callers, violations: [], figures: {}, record, isOver: () => isOver };
};

await configOf<object>();
serveParent<WorkAsked, WorkDone>(
  {},
  async (asked) => {
    isOver = false;
    const calls: Call[] = [];
    const work = workOf(asked, calls);
    const timer = setInterval(
      () => noteToParent({ answered: calls.length } satisfies WorkNote),
      NOTE_EVERY_MS,
    );
    try {
      await PARTS[asked.phase](work);
    } finally {
      clearInterval(timer);
    }
    const { counts, surprises } = work.line;
    return { calls, counts, surprises, violations: work.violations, figures: work.figures };
  },
  () => {
    isOver = true;
  },
);
