import { z } from 'zod';

/** The largest quantity: base units are 32-bit integers. */
export const QUANTITY_MAX = 2_147_483_647;
/** The most items one page can hold. */
export const PAGE_LIMIT_MAX = 250;
/** Lines in one stock call. */
export const STOCK_LINES_MAX = 500;
/** Lines in one sale, and lines of all sales in one import call. */
export const SALE_LINES_MAX = 2_000;
/** Products in one bulk call. */
export const PRODUCTS_MAX = 500;
/** Ids in one list filter. */
export const FILTER_IDS_MAX = 100;

// PostgreSQL refuses NUL and a lone surrogate is no character: both are the caller's mistake, said at the door.
const UNSTORABLE = /\u0000|\p{Surrogate}/u;

/** An id: a UUID of any version, lower case on the way in. New ids should be UUIDv7. */
export const idSchema = z.uuid('Give a UUID.').toLowerCase();

/** A line of text, trimmed and in Unicode's NFC form. */
export const text = (min: number, max: number) =>
  z
    .string()
    .trim()
    .normalize('NFC')
    .min(min, min === 1 ? 'Must not be empty.' : `Give at least ${min} characters.`)
    .max(max, `At most ${max} characters.`)
    .refine(
      (value) => !UNSTORABLE.test(value),
      'Holds a character that is no text (NUL or half a surrogate pair).',
    );

/** An e-mail address, trimmed and lower case, at most 254 characters. */
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'At most 254 characters.')
  .pipe(z.email('Give an e-mail address.'));

/** Money of the company's currency on the way in: a decimal string such as "19.99", never a float. */
export const moneyInput = (decimals: number) =>
  z
    .string('Give money as a decimal string, such as "19.99".')
    .regex(
      new RegExp(`^(0|[1-9]\\d{0,9})(\\.\\d{1,${decimals}})?$`),
      `Give a decimal string of 0 or more, such as "19.99", with at most ${decimals} decimals and 10 digits before the point.`,
    );

/** A price: at most two decimals. */
export const priceInput = moneyInput(2);
/** A cost or a charged unit price: at most four decimals. */
export const costInput = moneyInput(4);
/** Money on the way out: a decimal string with at least two decimals. */
export const moneySchema = z.string();

const integer = (min: number, max: number) =>
  z
    .int('Give a whole number.')
    .min(min, `Must be ${min} or more.`)
    .max(max, max === QUANTITY_MAX ? `At most ${QUANTITY_MAX}: quantities are 32-bit.` : `At most ${max}.`);

/** A whole number in a range, with words for both ends. */
export const wholeNumber = integer;
/** Units of stock that move: 1 or more. */
export const quantitySchema = integer(1, QUANTITY_MAX);
/** Units of stock that are there: 0 or more. */
export const stockQuantitySchema = integer(0, QUANTITY_MAX);
/** A signed change of stock, not 0. */
export const quantityChangeSchema = integer(-QUANTITY_MAX, QUANTITY_MAX).refine(
  (value) => value !== 0,
  'Must not be 0.',
);
/** A low-stock threshold in base units. */
export const thresholdSchema = integer(0, QUANTITY_MAX);
/** The version of a row that a write expects. */
export const versionSchema = integer(0, QUANTITY_MAX);

/** An instant on the way in: ISO 8601 with Z or an offset, between 1900 and 2999; normalised to Z. */
export const instantInput = z.iso
  .datetime({
    offset: true,
    message: 'Give an instant as ISO 8601 with Z or an offset, such as "2026-01-31T09:00:00Z".',
  })
  .refine((value) => value >= '1900' && value < '3000', 'Give a year from 1900 to 2999.')
  .transform((value) => new Date(value).toISOString());

/** An instant on the way out: ISO 8601 with Z. */
export const instantSchema = z.string();

/** A calendar day: YYYY-MM-DD, between 1900 and 2999. */
export const daySchema = z.iso
  .date('Give a day as YYYY-MM-DD.')
  .refine((value) => value >= '1900' && value < '3000', 'Give a year from 1900 to 2999.');

/** The caller's id of a write: the same id with the same input acts once and answers the same, for at least 24 hours. */
export const idempotencyKeySchema = text(1, 100);

/** Carried by every write. */
export const writeFields = { idempotencyKey: idempotencyKeySchema.optional() };

/** Carried by every list: `limit` 1 to 250 (default 50) and the cursor that the page before gave. */
export const pageFields = {
  limit: integer(1, PAGE_LIMIT_MAX).default(50),
  cursor: z.string().min(1).max(4000).optional(),
};

/** One page of a list. `nextCursor` is null on the last page. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** Ids to filter by: 1 to 100. */
export const idFilter = z.array(idSchema).min(1).max(FILTER_IDS_MAX);

/** A postal address. */
export const addressSchema = z.strictObject({
  line1: text(1, 200),
  line2: text(1, 200).nullish(),
  city: text(1, 100),
  region: text(1, 100).nullish(),
  postalCode: text(1, 20).nullish(),
  country: text(2, 100),
});
export type Address = z.output<typeof addressSchema>;

/** A phone number as typed: 3 to 40 characters. */
export const phoneSchema = text(3, 40);

/** The same answer for every procedure that has nothing to say. */
export const doneSchema = z.object({ done: z.literal(true) });
