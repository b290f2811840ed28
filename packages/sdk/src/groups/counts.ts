import type {
  CancelCountInput,
  Count,
  CountLine,
  CountPosted,
  GetCountInput,
  ListCountLinesInput,
  ListCountsInput,
  OpenCountInput,
  PostCountInput,
  RecordCountInput,
  RecountInput,
} from '../contract/index.ts';
import type { CallOptions } from '../options.ts';
import type { Pager } from '../pager.ts';
import type { Transport } from '../transport/transport.ts';

/** Stock counts: open, record what lies there, recount what differs, post. Stock moves on meanwhile. */
export class CountsApi {
  readonly #transport: Transport;

  /** @internal */
  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Opens a count in one warehouse, of named products, of categories, or of everything there; at most 10,000 products, 500
   * when named. With `blind: true` nobody is told what is expected while it is open.
   * @throws {ValidationFailedError} nothing to count, more than fits, or a bundle; `details.fields` names each field
   * @throws {ForbiddenError} without the scope `stock:write`
   * @throws {InvalidReferenceError} a warehouse, product or category is not of your company
   * @throws {StateConflictError} another open count of this warehouse has one of the products, or the `id` exists
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example const { id: countId, lineCount } = await stockflow.counts.open({ warehouseId, blind: true })
   */
  open(input: OpenCountInput, options?: CallOptions): Promise<Count> {
    return this.#transport.write('counts.open', input, options);
  }

  /**
   * Records what was counted of up to 500 products, in base units, all or none; again replaces. Compared with what the
   * books have at that moment (`countedAt`, default now). Nothing moves yet. A product that is not in the count comes into it.
   * With a line's `expectedRounds` (the line's `rounds` as you read them) nobody's counting is replaced unseen.
   * @throws {ValidationFailedError} a bundle, a product named twice, or a `countedAt` in the future or before the count
   * @throws {ForbiddenError} without the scope `stock:write`
   * @throws {NotFoundError} there is no such count in your company
   * @throws {InvalidReferenceError} a product is not of your company
   * @throws {StateConflictError} it is not open, or another open count has the product
   * @throws {VersionConflictError} somebody counted a product since its `expectedRounds`; `details.conflicts` names each
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example await stockflow.counts.record({ countId, lines: [{ productId, quantity: 19 }] })
   */
  record(input: RecordCountInput, options?: CallOptions): Promise<Count> {
    return this.#transport.write('counts.record', input, options);
  }

  /**
   * Has products counted once more: those named, by default all that differ.
   * @throws {ForbiddenError} without the scope `stock:write`
   * @throws {InvalidReferenceError} a product is not in this count
   * @throws {NotFoundError} there is no such count in your company
   * @throws {StateConflictError} it is not open
   * @throws {VersionConflictError} `expectedVersion` is given and it has changed since
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example const { recountCount } = await stockflow.counts.recount({ countId })
   */
  recount(input: RecountInput, options?: CallOptions): Promise<Count> {
    return this.#transport.write('counts.recount', input, options);
  }

  /**
   * Brings the books to what was counted, all lines or none, and ends the count. Each difference is a change of what is
   * there now, so that sales since the counting are not lost.
   * @throws {ForbiddenError} without the scope `stock:write`
   * @throws {NotFoundError} there is no such count in your company
   * @throws {StateConflictError} it is not open, or something was not counted (see `uncounted`)
   * @throws {InsufficientStockError} a level would fall under what is reserved; `details.shortages` has every one
   * @throws {VersionConflictError} `expectedVersion` is given and it has changed since
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example const { changes } = await stockflow.counts.post({ countId, uncounted: 'skip' })
   */
  post(input: PostCountInput, options?: CallOptions): Promise<CountPosted> {
    return this.#transport.write('counts.post', input, options);
  }

  /**
   * Gives a count up; nothing moves.
   * @throws {ForbiddenError} without the scope `stock:write`
   * @throws {NotFoundError} there is no such count in your company
   * @throws {StateConflictError} it is not open
   * @throws {VersionConflictError} `expectedVersion` is given and it has changed since
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example await stockflow.counts.cancel({ countId })
   */
  cancel(input: CancelCountInput, options?: CallOptions): Promise<Count> {
    return this.#transport.write('counts.cancel', input, options);
  }

  /**
   * One count, and how far it is.
   * @throws {ForbiddenError} without the scope `stock:read`
   * @throws {NotFoundError} there is no such count in your company
   * @example const { countedCount, lineCount } = await stockflow.counts.get({ countId })
   */
  get(input: GetCountInput, options?: CallOptions): Promise<Count> {
    return this.#transport.read('counts.get', input, options);
  }

  /**
   * Counts without their lines, the newest first.
   * @throws {ForbiddenError} without the scope `stock:read`
   * @throws {ValidationFailedError} a filter does not fit, or the cursor is of another list
   * @example const { items } = await stockflow.counts.list({ status: 'open' })
   */
  list(input?: ListCountsInput, options?: CallOptions): Pager<Count> {
    return this.#transport.list('counts.list', input, options);
  }

  /**
   * The products of a count, by SKU.
   * @throws {ForbiddenError} without the scope `stock:read`
   * @throws {NotFoundError} there is no such count in your company
   * @throws {ValidationFailedError} `show: 'different'` of an open blind count, or a cursor of another list
   * @example
   * for await (const line of stockflow.counts.lines({ countId, show: 'uncounted' })) {
   *   console.log(line.sku, line.productName)
   * }
   */
  lines(input: ListCountLinesInput, options?: CallOptions): Pager<CountLine> {
    return this.#transport.list('counts.lines', input, options);
  }
}
