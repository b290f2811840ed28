import type { CountLine, RecordCountInput } from '@stockflow/sdk';
import type { Parcel } from '../../parts/outbox/outbox.ts';

/** How a line's number stands with the server. */
export type LineState = 'uncounted' | 'recount' | 'counted' | 'unsent' | 'refused';

/** A product of the count with what is known here: the server's line, and over it what was not answered yet. */
export interface TallyLine {
  productId: string;
  sku: string;
  name: string;
  barcode: string | null;
  /** The number that holds: the one not sent yet before the server's; null until it was counted. */
  quantity: number | null;
  /** What the server has; null until it was counted there. */
  recorded: number | null;
  /** What the books say, as far as this count tells. */
  booked: number | null;
  countedAt: string | null;
  /** How often the server has it counted. */
  rounds: number;
  state: LineState;
  /** Why it was refused. */
  problem: { code: string; message: string } | null;
}

export type CountParcel = Parcel<RecordCountInput>;

/** What the screen needs of a product that was found on the shelf and is not in the count. */
interface FoundProduct {
  sku: string;
  name: string;
}

const foundOf = (draft: unknown): FoundProduct => {
  const { sku, name } = (draft ?? {}) as Partial<FoundProduct>;
  return { sku: sku ?? '', name: name ?? 'A product found on the shelf' };
};

const stateOf = (line: CountLine): LineState =>
  line.countedQuantity !== null ? 'counted' : line.recount ? 'recount' : 'uncounted';

/** The lines of a count with what waits to be sent laid over them; products that were found come last. */
export const tallyOf = (lines: readonly CountLine[], parcels: readonly CountParcel[]): TallyLine[] => {
  // A later parcel of a product stands over an earlier one.
  const waiting = new Map(parcels.map((parcel) => [parcel.input.lines[0]?.productId ?? '', parcel]));
  const known = lines.map((line): TallyLine => {
    const own: TallyLine = {
      productId: line.productId,
      sku: line.sku,
      name: line.productName,
      barcode: line.barcode,
      quantity: line.countedQuantity,
      recorded: line.countedQuantity,
      booked: line.expectedOnHand ?? line.openedOnHand,
      countedAt: line.countedAt,
      rounds: line.rounds,
      state: stateOf(line),
      problem: null,
    };
    return withParcel(own, waiting.get(line.productId));
  });
  const inCount = new Set(lines.map(({ productId }) => productId));
  const found = [...waiting].flatMap(([productId, parcel]) =>
    inCount.has(productId) ? [] : [withParcel(newLine(productId, foundOf(parcel.draft)), parcel)],
  );
  return [...known, ...found];
};

const newLine = (productId: string, { sku, name }: FoundProduct): TallyLine => ({
  productId,
  sku,
  name,
  barcode: null,
  quantity: null,
  recorded: null,
  booked: null,
  countedAt: null,
  rounds: 0,
  state: 'uncounted',
  problem: null,
});

const withParcel = (line: TallyLine, parcel: CountParcel | undefined): TallyLine => {
  const sent = parcel?.input.lines[0];
  if (parcel === undefined || sent === undefined) return line;
  return {
    ...line,
    quantity: sent.quantity,
    countedAt: sent.countedAt ?? line.countedAt,
    state: parcel.refusal === null ? 'unsent' : 'refused',
    problem: parcel.refusal,
  };
};

/**
 * How often the server will have a product counted when the next record of it arrives: as often as now, and once more for
 * each that was sent and not answered. One that was never sent is replaced, and does not count.
 */
export const roundsBefore = (
  line: Pick<TallyLine, 'rounds' | 'productId'>,
  parcels: readonly CountParcel[],
): number =>
  line.rounds +
  parcels.filter(
    ({ wasSent, refusal, input }) =>
      wasSent && refusal === null && input.lines[0]?.productId === line.productId,
  ).length;
