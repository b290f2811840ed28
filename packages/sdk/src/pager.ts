/** One page of a list. */
export interface Page<Item> {
  items: Item[];
  /** Give it as `cursor` to get the next page; null on the last page. */
  nextCursor: string | null;
}

/** The most items that one page can hold. */
const PAGE_LIMIT_MAX = 250;

/** Where a pager gets its pages. */
export interface PageSource<Item, OnePage> {
  /** Reads a page; `changes` go over the caller's input. */
  read(changes: { cursor?: string; limit?: number }): Promise<OnePage>;
  itemsOf(page: OnePage): readonly Item[];
  nextOf(page: OnePage): string | null;
  /** True when the caller chose the page size. */
  hasLimit: boolean;
  /** The error for an answer that cannot be. */
  fail(message: string): Error;
}

/**
 * A list that is read page by page. Awaited it is its first page; in a loop it is every item of every
 * page. Nothing is asked of the server before you do one or the other.
 * @example
 * const { items, nextCursor } = await stockflow.products.list({ limit: 20 })
 * for await (const product of stockflow.products.list({ search: 'tea' })) console.log(product.sku)
 * const first500 = await stockflow.products.list().toArray({ limit: 500 })
 */
export class Pager<Item, OnePage = Page<Item>> implements Promise<OnePage>, AsyncIterable<Item> {
  readonly #source: PageSource<Item, OnePage>;
  #first: Promise<OnePage> | undefined;

  /** @internal */
  constructor(source: PageSource<Item, OnePage>) {
    this.#source = source;
  }

  get [Symbol.toStringTag](): string {
    return 'Pager';
  }

  /** The first page: the same as awaiting the list. Read once, however often it is asked for. */
  page(): Promise<OnePage> {
    this.#first ??= this.#source.read({});
    return this.#first;
  }

  // biome-ignore lint/suspicious/noThenProperty: a list that is awaited is its first page.
  then<Kept = OnePage, Mended = never>(
    onKept?: ((page: OnePage) => Kept | PromiseLike<Kept>) | null,
    onBroken?: ((reason: unknown) => Mended | PromiseLike<Mended>) | null,
  ): Promise<Kept | Mended> {
    return this.page().then(onKept, onBroken);
  }

  catch<Mended = never>(
    onBroken?: ((reason: unknown) => Mended | PromiseLike<Mended>) | null,
  ): Promise<OnePage | Mended> {
    return this.page().catch(onBroken);
  }

  finally(onEnd?: (() => void) | null): Promise<OnePage> {
    return this.page().finally(onEnd);
  }

  /** Every item from the first page to the last; the next page is read when the one before is used up. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for await (const page of this.#pages(() => undefined)) yield* this.#source.itemsOf(page);
  }

  /**
   * The first `limit` items, in one array. The limit is required: a list can be longer than memory.
   * Without a page size of your own the pages are as large as they can be.
   * @example const products = await stockflow.products.list({ active: true }).toArray({ limit: 1000 })
   */
  async toArray({ limit }: { limit: number }): Promise<Item[]> {
    if (!Number.isInteger(limit) || limit < 0) throw new TypeError('toArray needs a limit: { limit: 1000 }.');
    const items: Item[] = [];
    if (limit === 0) return items;
    const sizeOfNext = () =>
      this.#source.hasLimit ? undefined : Math.min(limit - items.length, PAGE_LIMIT_MAX);
    for await (const page of this.#pages(sizeOfNext)) {
      items.push(...this.#source.itemsOf(page).slice(0, limit - items.length));
      if (items.length === limit) break;
    }
    return items;
  }

  async *#pages(sizeOfNext: () => number | undefined): AsyncGenerator<OnePage, void, undefined> {
    const size = sizeOfNext();
    let page = await (size === undefined || this.#first ? this.page() : this.#source.read({ limit: size }));
    let cursor = this.#source.nextOf(page);
    yield page;
    while (cursor !== null) {
      const limit = sizeOfNext();
      page = await this.#source.read({ cursor, ...(limit !== undefined && { limit }) });
      const next = this.#source.nextOf(page);
      if (next === cursor) {
        // It would be read for ever.
        throw this.#source.fail('The server named the same page as the next one twice.');
      }
      cursor = next;
      yield page;
    }
  }
}
