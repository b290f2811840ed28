import type { CountLine, ReceiveStockInput, RecordCountInput } from '@stockflow/sdk';
import type { QueryClient } from '@tanstack/react-query';
import { refresh, STOCK_ROOTS } from '../../api/keys.ts';
import { identityQuery } from '../../api/queries.ts';
import { fieldProblems, isSessionEnded, refusalOf } from '../../api/refusals.ts';
import { countLinesQuery, countQuery } from '../../api/stock-queries.ts';
import { stockflow } from '../../api/stockflow.ts';
import type { Outcome, Parcel } from './outbox.ts';

/** How long one try may take, in milliseconds. */
const TRY_MS = 20_000;
/** Refusals that are about the moment and not about what was sent. */
const PASSING = ['UNAVAILABLE', 'RATE_LIMITED', 'INTERNAL'];

/** The calls that can wait for the network. */
const CALLS: Record<string, (client: QueryClient, parcel: Parcel) => Promise<void>> = {
  receipt: async (client, { input, key }) => {
    const receipt = { ...(input as ReceiveStockInput), idempotencyKey: key };
    await stockflow.inventory.receive(receipt, { timeoutMs: TRY_MS });
    void refresh(client, STOCK_ROOTS);
  },
  count: async (client, { input, key }) => {
    const record = input as RecordCountInput;
    const count = await stockflow.counts.record({ ...record, idempotencyKey: key }, { timeoutMs: TRY_MS });
    client.setQueryData(countQuery(record.countId).queryKey, count);
    // The list of thousands of products is not read again for one of them.
    client.setQueryData(countLinesQuery(record.countId).queryKey, (lines) => withRecorded(lines, record));
  },
};

/** The lines as they are after a recording; undefined where they have to be read again. */
const withRecorded = (
  lines: CountLine[] | undefined,
  { lines: recorded }: RecordCountInput,
): CountLine[] | undefined => {
  if (lines === undefined) return undefined;
  const byProduct = new Map(recorded.map((line) => [line.productId, line]));
  return lines.map((line) => {
    const counted = byProduct.get(line.productId);
    if (counted === undefined) return line;
    const countedAt = counted.countedAt ?? line.countedAt;
    return { ...line, countedQuantity: counted.quantity, rounds: line.rounds + 1, recount: false, countedAt };
  });
};

/** Sends one parcel and says what became of it. */
export const sendParcel = async (client: QueryClient, parcel: Parcel): Promise<Outcome> => {
  const call = CALLS[parcel.kind];
  if (call === undefined) return { code: 'UNKNOWN', message: 'This version of the page does not know it.' };
  try {
    await call(client, parcel);
    return 'sent';
  } catch (error) {
    if (isSessionEnded(error)) {
      // Whoever asks who is signed in learns that nobody is, and leads to sign-in.
      void client.refetchQueries({ queryKey: identityQuery.queryKey });
      return 'session';
    }
    const refusal = refusalOf(error);
    if (refusal === null || PASSING.includes(refusal.code)) return 'wait';
    return { code: refusal.code, message: wordsOf(refusal), fields: fieldProblems(error) };
  }
};

// A refused field says more than "the input does not fit".
const wordsOf = (refusal: NonNullable<ReturnType<typeof refusalOf>>): string => {
  if (refusal.code === 'VALIDATION_FAILED') {
    return refusal.details.fields.map(({ message }) => message).join(' ');
  }
  if (refusal.code === 'INVALID_REFERENCE') {
    return refusal.details.references.map(({ message }) => message).join(' ');
  }
  return refusal.message;
};
