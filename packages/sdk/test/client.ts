import { type StockflowOptions, type Surroundings, settingsOf } from '../src/options.ts';
import { Transport } from '../src/transport/transport.ts';
import { fakeFetch, type Reply } from './fake-fetch.ts';

/** A transport over a fake `fetch`, with what it sent. */
export const transportOver = (reply: Reply, options: StockflowOptions = {}, around: Surroundings = {}) => {
  const { fetch, sent } = fakeFetch(reply);
  const settings = settingsOf({ baseUrl: 'http://stock.test', ...options, fetch }, around);
  return { transport: new Transport(settings), sent };
};

/** The error that the work ends with; fails when it ends well. */
export const errorOf = async (work: Promise<unknown>): Promise<unknown> => {
  const outcome = await work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('error' in outcome) return outcome.error;
  throw new Error(`expected an error and got ${JSON.stringify(outcome.value)}`);
};
