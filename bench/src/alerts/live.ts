import { startChild } from '../child.ts';
import { type Bench, type Contender, type Ran, shareOfFloor } from '../rounds.ts';
import type { KeepOptions } from './data/cache.ts';
import type { ListenAnswer, ListenAsked, Selling } from './load-types.ts';
import { startSeller } from './seller.ts';

const LISTENERS = 100;
const LISTENED = `${LISTENERS} listen`;
/** Sales of which one turns an alert. */
const ONE_OF = 20;
/** What comes after the last sale is waited for: it is part of what was measured before it, and not of what comes next. */
const SETTLE_MS = 300;

type Options = Pick<KeepOptions, 'progress'>;

/** A lone writer whose sales open an alert now and then, without and with 100 who listen. Bar: 0.95 of the floor's calls. */
export const alertsLive = async (options: Options): Promise<Bench> => ({
  ...(await liveBench(options, `a sale, one of ${ONE_OF} opens an alert`, {
    kind: 'plenty',
    turnsOneOf: ONE_OF,
  })),
  bars: shareOfFloor({ [LISTENED]: 0.95 }),
});

/** The worst case, held to nothing: each sale opens an alert, and each of 100 is told of each. */
export const alertsLiveEach = (options: Options): Promise<Bench> =>
  liveBench(options, 'a sale, each opens an alert', { kind: 'brink' });

const liveBench = async (
  { progress }: Options,
  name: string,
  selling: Pick<Selling, 'kind' | 'turnsOneOf'>,
): Promise<Bench> => {
  const seller = await startSeller(progress);
  const listeners = await startChild<ListenAsked, ListenAnswer>(
    new URL('./listen.ts', import.meta.url),
    seller.address,
  );
  const withStreams = (streams: number, what: string): Contender => ({
    name: what,
    async run(ms): Promise<Ran> {
      await listeners.ask({ streams });
      const ran = await seller.sell({ ...selling, callers: 1, ms });
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      const { messages } = await listeners.ask({ streams: 0 });
      if (messages < streams * ran.turns)
        throw new Error(`${streams} listened to ${ran.turns} alerts, and heard ${messages} messages`);
      return ran;
    },
  });
  return {
    contenders: [withStreams(0, `${name}, nobody listens (floor)`), withStreams(LISTENERS, LISTENED)],
    async close() {
      await listeners.close();
      await seller.close();
    },
  };
};
