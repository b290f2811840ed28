import pg from 'pg';

const OID = {
  int8Array: 1016,
  date: 1082,
  timestamp: 1114,
  timestampArray: 1115,
  dateArray: 1182,
  numericArray: 1231,
};
const asText = (value: string) => value;
const textArray = pg.types.getTypeParser(1009 as number, 'text');
const parsers = new Map<number, (value: string) => unknown>([
  // pg would make a local midnight of a day, and floats of money in an array.
  [OID.date, asText],
  [OID.timestamp, asText],
  [OID.dateArray, textArray],
  [OID.timestampArray, textArray],
  [OID.numericArray, textArray],
  [OID.int8Array, textArray],
]);

/** numeric and int8 stay strings, a date is 'YYYY-MM-DD', timestamptz is a Date. Per client, never for the process. */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    (format ?? 'text') === 'text'
      ? (parsers.get(oid) ?? pg.types.getTypeParser(oid, 'text'))
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};
