/** A scanned code that names no product yet. */
export interface OpenCode {
  code: string;
  /** How often it was scanned. */
  times: number;
  /** True while nobody could be asked; false once the server said that it knows no such product. */
  isWaiting: boolean;
}

/** The codes with one more scan of one. */
export const withCode = (codes: readonly OpenCode[], code: string, isWaiting: boolean): OpenCode[] =>
  codes.some((entry) => entry.code === code)
    ? codes.map((entry) => (entry.code === code ? { ...entry, times: entry.times + 1, isWaiting } : entry))
    : [...codes, { code, times: 1, isWaiting }];

export const withoutCode = (codes: readonly OpenCode[], code: string): OpenCode[] =>
  codes.filter((entry) => entry.code !== code);

/** The codes after the server said that it knows no product of this one. */
export const asUnknown = (codes: readonly OpenCode[], code: string): OpenCode[] =>
  codes.map((entry) => (entry.code === code ? { ...entry, isWaiting: false } : entry));

/** What was kept, as far as it can be read. */
export const readCodes = (raw: unknown): OpenCode[] =>
  Array.isArray(raw)
    ? raw.filter(
        (entry): entry is OpenCode =>
          typeof entry?.code === 'string' &&
          typeof entry.times === 'number' &&
          typeof entry.isWaiting === 'boolean',
      )
    : [];
