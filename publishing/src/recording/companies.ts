// The companies and inputs that the server's own sweeps use: every procedure with every field.
import { createStockflow, type Stockflow } from '@stockflow/sdk';
import type { startTestServer } from '@stockflow/server/testing';
import { DOORS, type Door, inputOf } from '../../../packages/server/test/doors.ts';
import { EXAMPLES } from '../../../packages/server/test/examples.ts';
import { makeWorld, type World } from '../../../packages/server/test/world.ts';

export type Server = Awaited<ReturnType<typeof startTestServer>>;
export { DOORS, type Door, inputOf, makeWorld, type World };

/** A valid input of a procedure for a company, with every field. */
export const exampleFor = async (path: string, world: World, server: Server): Promise<object> => {
  const example = EXAMPLES[path];
  if (!example) throw new Error(`packages/server/test/examples has no row for ${path}`);
  return example(world, server.database);
};

/** The SDK's client of a company's owner. */
export const clientOf = (world: World, server: Server, options: { fetch?: typeof fetch } = {}): Stockflow =>
  createStockflow({ baseUrl: server.url, session: world.owner.token, retriesMax: 0, ...options });

/** Calls a procedure through its method; of a stream the first event is the answer. */
export const callMethod = async (stockflow: Stockflow, door: Door, input: object): Promise<unknown> => {
  const [group, name] = door.path.split('.') as [keyof Stockflow, string];
  const holder = stockflow[group] as unknown as Record<string, (input?: object) => unknown>;
  const hasInput = JSON.stringify(input) !== '{}';
  const answer = hasInput ? holder[name]!(input) : holder[name]!();
  if (door.type !== 'subscription') return answer;
  for await (const event of answer as AsyncIterable<unknown>) return event;
  throw new Error(`${door.path} ended before it said anything`);
};
