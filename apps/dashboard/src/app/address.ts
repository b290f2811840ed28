/**
 * The address holds filters, selection and search as plain words: `?q=mug&warehouse=a,b`. A value is always a
 * string or a list; what an address of yesterday says and today's page does not know is left out, never refused.
 */
export type RawSearch = Record<string, unknown>;

/** Reads `?a=1&b=x,y` into strings. */
export const parseSearch = (search: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(search));

/** Writes it back, shortest first: what is empty is not written. Commas stay readable. */
export const stringifySearch = (search: RawSearch): string => {
  const written = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    const text = Array.isArray(value) ? value.join(',') : value;
    if (text === undefined || text === null || text === '' || text === false) continue;
    written.set(key, String(text));
  }
  const text = written.toString().replaceAll('%2C', ',');
  return text === '' ? '' : `?${text}`;
};

/** Free text. */
export const textOf = (value: unknown, max = 100): string | undefined => {
  const text = typeof value === 'string' ? value.slice(0, max) : '';
  return text.trim() === '' ? undefined : text;
};

/** One of the values that the page knows. */
export const oneOf = <Value extends string>(values: readonly Value[], value: unknown): Value | undefined =>
  values.find((known) => known === value);

/** Several of the values that the page knows. */
export const someOf = <Value extends string>(
  values: readonly Value[],
  value: unknown,
): Value[] | undefined => {
  const given = listOf(value);
  const found = values.filter((known) => given.includes(known));
  return found.length === 0 ? undefined : found;
};

const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : typeof value === 'string' ? value.split(',') : [];

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An id. */
export const idOf = (value: unknown): string | undefined =>
  typeof value === 'string' && ID.test(value) ? value : undefined;

/** Up to 100 ids, as the API takes them. */
export const idsOf = (value: unknown): string[] | undefined => {
  const ids = [...new Set(listOf(value).filter((id) => ID.test(id)))].slice(0, 100);
  return ids.length === 0 ? undefined : ids;
};

/** The same object without what is undefined, so that an optional field is absent. */
export const present = <T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;

/** Where to go after sign-in: an address of this page and no other site's. */
export const nextOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : undefined;
