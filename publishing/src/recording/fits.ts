import { alternativesOf, isList, isObject, type Shape } from './shape.ts';

/** Something that an older caller would trip over: where, and what. */
export type Misfit = string;

/**
 * What an older caller sends, against what is taken now: every field must still be known, every word and length still
 * be taken, and nothing be asked for that was not.
 */
export const inputMisfits = (sent: Shape, taken: Shape, at = 'input'): Misfit[] =>
  alternativesOf(sent).flatMap((one) =>
    bestOf(
      alternativesOf(taken).map((other) => inputMisfit(one, other, at)),
      at,
    ),
  );

/**
 * What is answered now, against what an older caller reads: every field must still be there, as surely as it was, and
 * hold nothing of another type. Fields and kinds of objects that are new do no harm.
 */
export const outputMisfits = (answered: Shape, read: Shape, at = 'answer'): Misfit[] => {
  const [now, known] = [alternativesOf(answered), alternativesOf(read)];
  const kindsNow = now.filter(isObject);
  const others = now
    .filter((one) => !isObject(one) || !known.some(isObject))
    .flatMap((one) =>
      bestOf(
        known.map((other) => outputMisfit(one, other, at)),
        at,
      ),
    );
  const kinds = known.filter(isObject).flatMap((kind) =>
    kindsNow.length === 0
      ? [`${at}: no longer an object`]
      : bestOf(
          kindsNow.map((one) => outputMisfit(one, kind, at)),
          at,
        ),
  );
  return [...others, ...kinds];
};

/** Of several attempts the one with the least to complain about. */
const bestOf = (attempts: readonly Misfit[][], at: string): Misfit[] =>
  attempts.toSorted((a, b) => a.length - b.length)[0] ?? [`${at}: nothing fits`];

type Compare = (from: Shape, to: Shape, at: string) => Misfit[];

const inputMisfit: Compare = (sent, taken, at) => {
  if (isList(sent) && isList(taken)) {
    const [fromRange, toRange] = [sent[1] ?? '..', taken[1] ?? '..'];
    const range = isWithin(fromRange, toRange) ? [] : [`${at}: a list of ${fromRange}, now only ${toRange}`];
    return [...range, ...inputMisfits(sent[0], taken[0], `${at}[]`)];
  }
  if (isObject(sent) && isObject(taken)) {
    const known = Object.entries(sent).flatMap(([key, shape]) => {
      const name = key.replace(/\?$/, '');
      const now = taken[name] ?? taken[`${name}?`] ?? taken['*'];
      return now === undefined
        ? [`${at}.${name}: no longer taken`]
        : inputMisfits(shape, now, `${at}.${name}`);
    });
    const asked = Object.keys(taken)
      .filter((name) => !name.endsWith('?') && name !== '*' && sent[name] === undefined)
      .map((name) => `${at}.${name}: now required`);
    return [...known, ...asked];
  }
  return atomMisfit(sent, taken, at);
};

const outputMisfit: Compare = (answered, read, at) => {
  if (isList(answered) && isList(read)) return outputMisfits(answered[0], read[0], `${at}[]`);
  if (isObject(answered) && isObject(read)) {
    return Object.entries(read).flatMap(([key, shape]) => {
      const name = key.replace(/\?$/, '');
      const now = answered[name] ?? answered[`${name}?`];
      if (now === undefined) return [`${at}.${name}: gone`];
      const isSure = key.endsWith('?') || answered[name] !== undefined;
      return [
        ...(isSure ? [] : [`${at}.${name}: may be missing now`]),
        ...outputMisfits(now, shape, `${at}.${name}`),
      ];
    });
  }
  return atomMisfit(answered, read, at);
};

/** Whether one atom lies within the other: a word is a string, 1..50 lies within 0..100. */
const atomMisfit: Compare = (from, to, at) => {
  if (to === 'anything') return [];
  const misfit = [`${at}: ${textOf(from)}, where there is only ${textOf(to)}`];
  if (typeof from !== 'string' || typeof to !== 'string') return misfit;
  if (from === to) return [];
  const [type = '', range = '..'] = from.startsWith("'") ? ['string'] : from.split(' ');
  const [toType, toRange = '..'] = to.startsWith("'") ? [to] : to.split(' ');
  return type === toType && (from.startsWith("'") || isWithin(range, toRange)) ? [] : misfit;
};

const isWithin = (range: string, within: string): boolean => {
  const [least, most] = boundsOf(range);
  const [from, to] = boundsOf(within);
  return least >= from && most <= to;
};
const boundsOf = (range: string): [number, number] => {
  const [from = '', to = ''] = range.split('..');
  return [
    from === '' ? Number.NEGATIVE_INFINITY : Number(from),
    to === '' ? Number.POSITIVE_INFINITY : Number(to),
  ];
};
const textOf = (shape: Shape): string =>
  typeof shape === 'string' ? shape : isList(shape) ? 'a list' : 'an object';

/** An answer as it came, against what an older caller reads. */
export const valueMisfits = (value: unknown, read: Shape, at = 'answer'): Misfit[] =>
  bestOf(
    alternativesOf(read).map((one) => valueMisfit(value, one, at)),
    at,
  );

const valueMisfit = (value: unknown, read: Shape, at: string): Misfit[] => {
  if (isList(read) && Array.isArray(value))
    return value.flatMap((item, index) => valueMisfits(item, read[0], `${at}[${index}]`));
  if (isObject(read) && typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const fields = value as Record<string, unknown>;
    return Object.entries(read).flatMap(([key, shape]) => {
      const name = key.replace(/\?$/, '');
      if (name === '*')
        return Object.entries(fields).flatMap(([word, one]) => valueMisfits(one, shape, `${at}.${word}`));
      if (fields[name] === undefined) return key.endsWith('?') ? [] : [`${at}.${name}: gone`];
      return valueMisfits(fields[name], shape, `${at}.${name}`);
    });
  }
  return atomMisfit(value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value, read, at);
};

/** The shape of one value: what a later one is held against. */
export const shapeOfValue = (value: unknown): Shape => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return [value.length === 0 ? 'anything' : shapeOfValue(value[0])];
  if (typeof value !== 'object') return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOfValue(inner)]));
};
