import { createStockflow, type InsufficientStockError } from '@stockflow/sdk';
import { useMutation, useQuery } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import { useStockflowMutations, useStockflowQueries } from '../src/index.ts';
import { reactStage } from './support/stage.tsx';

const stage = reactStage();
interface Line {
  productId: string;
  warehouseId: string;
}
const onHand = async ({ productId }: Line) =>
  (await stage.other.inventory.levels({ productIds: [productId] })).items[0]?.onHand;

/** A component that receives and reserves, and shows the level; `act` is what its buttons would do. */
const levelOf = (line: Line, onSuccess?: () => void) => {
  const act: { receive?: (quantity: number) => Promise<unknown>; reserve?: (quantity: number) => void } = {};
  const Level = () => {
    const queries = useStockflowQueries();
    const mutations = useStockflowMutations();
    const { data } = useQuery(queries.inventory.levels({ productIds: [line.productId] }));
    const { mutateAsync } = useMutation({
      ...mutations.inventory.receive(),
      ...(onSuccess && { onSuccess }),
    });
    const { mutate, error } = useMutation(mutations.inventory.reserve());
    act.receive = (quantity) => mutateAsync({ lines: [{ ...line, quantity }] });
    act.reserve = (quantity) => mutate({ lines: [{ ...line, quantity }] });
    const short = error?.code === 'INSUFFICIENT_STOCK' ? (error as InsufficientStockError) : null;
    return `on hand ${data?.items[0]?.onHand} short ${short?.details.shortages[0]?.requested ?? 'of nothing'}`;
  };
  return { act, Level };
};

/** A client whose writes arrive, and whose first answers are lost on the way back. */
const losing = (answers: number) => {
  let lost = 0;
  return createStockflow({
    baseUrl: stage.url,
    session: stage.session,
    retriesMax: 0,
    fetch: (async (...request: Parameters<typeof fetch>) => {
      const answer = await fetch(...request);
      if (request[1]?.method !== 'POST' || lost === answers) return answer;
      lost += 1;
      throw new TypeError('fetch failed');
    }) as typeof fetch,
  });
};

test('what a write makes old is read again, also under callbacks of one’s own', async () => {
  const line = await stage.addProduct('A', 5);
  const done = vi.fn();
  const { act, Level } = levelOf(line, done);
  stage.show(<Level />);
  await stage.shows('on hand 5');
  await act.receive?.(7);
  await stage.shows('on hand 12');
  expect(done).toHaveBeenCalledTimes(1);
});

test('a refusal that shows that the screen is old has it read again', async () => {
  const line = await stage.addProduct('A', 5);
  const { act, Level } = levelOf(line);
  stage.show(<Level />);
  await stage.shows('on hand 5');
  await stage.other.inventory.adjust({ lines: [{ ...line, quantityChange: -3, reason: 'damaged' }] });
  act.reserve?.(4);
  await stage.shows('on hand 2 short 4');
});

test('a write whose answer was lost shows, and sent again it acts once', async () => {
  const line = await stage.addProduct('A', 5);
  const { act, Level } = levelOf(line);
  stage.show(<Level />, losing(2));
  await stage.shows('on hand 5');
  await expect(act.receive?.(7)).rejects.toMatchObject({ code: 'CONNECTION_FAILED' });
  await stage.shows('on hand 12');
  await expect(act.receive?.(7)).rejects.toMatchObject({ code: 'CONNECTION_FAILED' });
  await act.receive?.(7);
  expect(await onHand(line)).toBe(12);
  // That one was answered: the next is another.
  await act.receive?.(7);
  expect(await onHand(line)).toBe(19);
});

test('two equal writes that are under way at once are two, and so when both answers were lost and both are sent again', async () => {
  const line = await stage.addProduct('A', 5);
  const { act, Level } = levelOf(line);
  stage.show(<Level />, losing(2));
  await stage.shows('on hand 5');
  const both = () => Promise.allSettled([act.receive?.(1), act.receive?.(1)]);
  expect((await both()).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await onHand(line)).toBe(7);
  expect((await both()).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  expect(await onHand(line)).toBe(7);
});

test('TanStack Query’s own retries carry the key of the first try; a key of one’s own is kept', async () => {
  const line = await stage.addProduct('A', 5);
  let send: ((input: { idempotencyKey?: string }) => Promise<unknown>) | undefined;
  const Level = () => {
    const receive = useMutation({
      ...useStockflowMutations().inventory.receive(),
      retry: 2,
      retryDelay: 1,
    });
    send = (input) => receive.mutateAsync({ lines: [{ ...line, quantity: 7 }], ...input });
    return 'ready';
  };
  stage.show(<Level />, losing(2));
  await stage.shows('ready');
  await send?.({});
  expect(await onHand(line)).toBe(12);
  await send?.({ idempotencyKey: 'delivery-4711' });
  await send?.({ idempotencyKey: 'delivery-4711' });
  expect(await onHand(line)).toBe(19);
});

test('a write that takes nothing is called with nothing', async () => {
  const Reconcile = () => {
    const { mutate, data } = useMutation(useStockflowMutations().alerts.reconcile());
    return (
      <button type="button" onClick={() => mutate()}>
        drift {data?.levelDriftCount}
      </button>
    );
  };
  stage.show(<Reconcile />);
  await stage.shows('drift');
  stage.page.document.querySelector('button')?.click();
  await stage.shows('drift 0');
});
