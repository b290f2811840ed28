import { createStockflow, newId } from '@stockflow/sdk';
import {
  callMethod,
  clientOf,
  DOORS,
  type Door,
  exampleFor,
  inputOf,
  makeWorld,
  type Server,
  type World,
} from './companies.ts';
import { shapeOfValue } from './fits.ts';
import {
  keptRequest,
  type RecordedCall,
  type RecordedRefusal,
  type RecordedRequest,
  type Recording,
  recordingFetch,
  withoutWhatDiffers,
} from './recording.ts';
import { inputShapeOf, outputShapeOf } from './shape.ts';

/** Records what today's SDK sends for every procedure, and what it is answered. */
export const record = async (server: Server, version: string): Promise<Recording> => {
  const calls: RecordedCall[] = [];
  for (const door of DOORS.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const [one, other] = [await sentBy(server, door, 'Heron'), await sentBy(server, door, 'Swan')];
    calls.push({
      procedure: door.path,
      request: { ...one, input: withoutWhatDiffers(one.input, other.input) },
      takes: inputShapeOf(inputOf(door)),
      answers: outputShapeOf(door.output!),
    });
  }
  return { version, calls, refusals: await recordRefusals(server) };
};

/** What the SDK sends for a procedure's example, in a company made for it. */
const sentBy = async (server: Server, door: Door, word: string): Promise<RecordedRequest> => {
  const world = await makeWorld(server.database, word);
  const input = await exampleFor(door.path, world, server);
  const { fetch, sent } = recordingFetch();
  await callMethod(clientOf(world, server, { fetch }), door, input);
  if (sent.length !== 1) throw new Error(`${door.path} took ${sent.length} requests`);
  return keptRequest(sent[0]!);
};

export interface Provoked {
  when: string;
  isSignedIn: boolean;
  act: (stockflow: ReturnType<typeof createStockflow>, world: World) => PromiseLike<unknown>;
}
const line = ({ ids }: World) => ({
  productId: ids.product,
  warehouseId: ids.warehouse,
  quantity: 1_000_000,
});
/** One of each kind of details. */
export const PROVOKED: readonly Provoked[] = [
  { when: 'nobody is signed in', isSignedIn: false, act: (s) => s.company.get() },
  {
    when: 'there is no such product',
    isSignedIn: true,
    act: (s) => s.products.get({ productId: newId() }),
  },
  {
    when: 'a field does not fit',
    isSignedIn: true,
    act: (s) => s.products.create({ sku: '?', name: '', price: '-1' }),
  },
  {
    when: 'more is asked for than there is',
    isSignedIn: true,
    act: (s, world) => s.sales.create({ lines: [line(world)] }),
  },
  {
    when: 'somebody else was first',
    isSignedIn: true,
    act: (s, { ids }) => s.categories.update({ categoryId: ids.category, name: 'x', expectedVersion: 99 }),
  },
];

/** Has one of them refused in a company of its own; answers what was sent, and what came. */
export const provoke = async ({ isSignedIn, act }: Provoked, world: World, server: Server) => {
  const { fetch, sent } = recordingFetch();
  let answer: Response | undefined;
  const keeping: typeof globalThis.fetch = async (address, init) => {
    answer = await fetch(address, init);
    return answer.clone();
  };
  const nobody = createStockflow({ baseUrl: server.url, fetch: keeping, retriesMax: 0 });
  const stockflow = isSignedIn ? clientOf(world, server, { fetch: keeping }) : nobody;
  const isDone = await Promise.resolve(act(stockflow, world)).then(
    () => true,
    () => false,
  );
  if (isDone || !answer || !sent[0]) throw new Error('nothing was refused');
  return { request: keptRequest(sent[0]), status: answer.status, body: (await answer.json()) as unknown };
};

/** The refusal in a body, alone or the first of a batch. */
export const codeIn = (body: unknown): string => {
  const [one] = [body].flat() as { error: { data: { code: string } } }[];
  return one!.error.data.code;
};

const recordRefusals = async (server: Server): Promise<RecordedRefusal[]> => {
  const refusals: RecordedRefusal[] = [];
  for (const provoked of PROVOKED) {
    const [one, other] = [
      await provoke(provoked, await makeWorld(server.database, 'Heron'), server),
      await provoke(provoked, await makeWorld(server.database, 'Swan'), server),
    ];
    const { when, isSignedIn } = provoked;
    const input = withoutWhatDiffers(one.request.input, other.request.input);
    const { status, body } = one;
    refusals.push({
      when,
      isSignedIn,
      request: { ...one.request, input },
      status,
      code: codeIn(body),
      body: shapeOfValue(body),
    });
  }
  return refusals;
};
