/**
 * Puts what differs from run to run (ids, instants, secrets, serial numbers in names) into one form, in the order in
 * which it first comes: two runs of one story are then equal, and an example stays the same when it is made again.
 */
export class Normal {
  readonly #known = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  /** The value with everything that varies replaced; the same thing is replaced by the same each time. */
  of<T>(value: T): T {
    if (typeof value === 'string') return this.#text(value) as T;
    if (Array.isArray(value)) return value.map((one) => this.of(one)) as T;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        inner === null ? null : (FIXED[key] ?? this.of(inner)),
      ]),
    ) as T;
  }

  #text(text: string): string {
    return text.replace(VARYING, (found) => {
      const known = this.#known.get(found);
      if (known !== undefined) return known;
      const form = FORMS.find(({ is }) => is.test(found));
      if (!form) return found;
      const name = form.group(found);
      const count = (this.#counts.get(name) ?? 0) + 1;
      this.#counts.set(name, count);
      const replaced = form.replaced(count, found);
      this.#known.set(found, replaced);
      return replaced;
    });
  }
}

/** Fields that differ by nature: the last letters of an API key, and what is averaged over the time that a test took. */
const FIXED: Readonly<Record<string, unknown>> = {
  hint: 'a1B2',
  averageStockValue: '1250.00',
  turnsPerYear: 4.2,
  daysOfStock: 86.9,
};

interface Form {
  is: RegExp;
  group(found: string): string;
  replaced(count: number, found: string): string;
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/;
const DAY = /\b20[2-9]\d-\d\d-\d\d\b/;
/** What our keys, session tokens and links of invitations look like. */
const SECRET = /\bsf[a-z]*_[\w.-]{20,}|[\w-]{43,}/;
/** Request ids of what tests do without HTTP. */
const TEST_REQUEST = /\btest-[0-9a-z]{4,10}\b/;
const SERIAL = /\b[A-Za-z]+-\d+\b/;
const VARYING = new RegExp(
  [UUID, INSTANT, DAY, SECRET, TEST_REQUEST, SERIAL].map(({ source }) => source).join('|'),
  'g',
);

const pad = (count: number, width: number) => String(count).padStart(width, '0');

const FORMS: Form[] = [
  {
    is: new RegExp(`^${UUID.source}$`),
    group: () => 'id',
    replaced: (count) => `019b0a3c-8e00-7000-8000-${pad(count, 12)}`,
  },
  // Times of one run are not those of another, nor is their number: all are one.
  {
    is: new RegExp(`^${INSTANT.source}$`),
    group: () => 'instant',
    replaced: () => '2026-01-31T09:00:00.000Z',
  },
  { is: new RegExp(`^${DAY.source}$`), group: () => 'day', replaced: () => '2026-01-31' },
  {
    is: new RegExp(`^(?:${SECRET.source})$`),
    group: () => 'secret',
    replaced: () => 'sf_a-secret-that-is-shown-once',
  },
  {
    is: new RegExp(`^${TEST_REQUEST.source}$`),
    group: () => 'request',
    replaced: () => '019b0a3c-8e00-7000-8000-0000000000ff',
  },
  {
    is: new RegExp(`^${SERIAL.source}$`),
    group: (found) => found.replace(/\d+$/, ''),
    replaced: (count, found) => found.replace(/\d+$/, String(count)),
  },
];
