import { appRouter } from '@stockflow/server';
import { describe, expect, test } from 'vitest';
import { fakeFetch, results, stream } from '../test/fake-fetch.ts';
import { createStockflow, type Stockflow } from './create-stockflow.ts';
import { Pager } from './pager.ts';

// The types are held by drift.test-d.ts; here: each method calls the procedure of its own name, in its way.

interface Schema {
  shape?: object;
  def?: { innerType?: Schema; options?: Schema[] };
}
interface Procedure {
  _def: { type: string; inputs: Schema[] };
}
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>);

/** The fields of a procedure's input, also of one that has a default as a whole, or is one of several. */
const fieldsOf = ({ _def: { inputs } }: Procedure): string[] =>
  Object.keys(
    inputs[0]?.shape ?? inputs[0]?.def?.innerType?.shape ?? inputs[0]?.def?.options?.[0]?.shape ?? {},
  );

type Method = (...args: unknown[]) => unknown;
const methodOf = (stockflow: Stockflow, path: string): Method => {
  const [group, name] = path.split('.') as [keyof Stockflow, string];
  const holder = stockflow[group] as unknown as Record<string, Method>;
  return (...args) => holder[name]!(...args);
};
const methodsOf = (holder: object): string[] =>
  Object.getOwnPropertyNames(Object.getPrototypeOf(holder)).filter((name) => name !== 'constructor');

const client = () => {
  const fake = fakeFetch((sent) =>
    sent.headers.accept === 'text/event-stream'
      ? stream(sent, { events: [{ type: 'alert.opened', sequence: 1 }], isLeftOpen: true })
      : results(sent, { items: [], alerts: [], nextCursor: null }),
  );
  const made = createStockflow({
    baseUrl: 'http://stock.test',
    apiKey: 'k',
    fetch: fake.fetch,
    batch: false,
  });
  return { stockflow: made, sent: fake.sent };
};

/** Methods without an input take their options first. */
const callWith = (path: string, procedure: Procedure, input: object, options: object) => {
  const { stockflow, sent } = client();
  const args = fieldsOf(procedure).length === 0 ? [options] : [input, options];
  const answer = methodOf(stockflow, path)(...args);
  return { answer: procedure._def.type === 'subscription' ? firstOf(answer) : answer, sent };
};

/** The first event of a stream, which is left then. */
const firstOf = async (events: unknown): Promise<unknown> => {
  for await (const event of events as AsyncIterable<unknown>) return event;
  throw new Error('a stream ended before its first event');
};

test('there is a method for every procedure, and no other', () => {
  const { stockflow } = client();
  const methods = Object.entries(stockflow).flatMap(([group, holder]) =>
    methodsOf(holder as object).map((name) => `${group}.${name}`),
  );
  expect(methods.sort()).toEqual(procedures.map(([path]) => path).sort());
  expect(methods.length).toBeGreaterThan(50);
});

describe.each(procedures)('%s', (path, procedure) => {
  const isWrite = procedure._def.type === 'mutation';

  test('calls the procedure of its name, as a read or a write as it is, with its input', async () => {
    const { answer, sent } = callWith(path, procedure, { marker: 1 }, {});
    await answer;
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ paths: [path], method: isWrite ? 'POST' : 'GET' });
    if (fieldsOf(procedure).length > 0) expect(sent[0]!.inputs[0]).toMatchObject({ marker: 1 });
  });

  test('sends an idempotency key if, and only if, the contract has a place for it', async () => {
    const { answer, sent } = callWith(path, procedure, {}, {});
    await answer;
    const hasKey =
      sent[0]!.inputs[0] !== null && Object.hasOwn(sent[0]!.inputs[0] as object, 'idempotencyKey');
    expect(hasKey).toBe(fieldsOf(procedure).includes('idempotencyKey'));
  });

  test('takes a signal last', async () => {
    const { answer, sent } = callWith(path, procedure, {}, { signal: AbortSignal.abort() });
    await expect(answer).rejects.toMatchObject({ name: 'StockflowAbortError' });
    expect(sent).toHaveLength(0);
  });

  test('is a list of pages if, and only if, the contract has a place for a cursor', async () => {
    const { answer } = callWith(path, procedure, {}, {});
    expect(answer instanceof Pager).toBe(fieldsOf(procedure).includes('cursor'));
    await answer;
  });
});
