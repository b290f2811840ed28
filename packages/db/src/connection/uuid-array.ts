/**
 * UUIDs as the text of a uuid[] parameter: nothing in one needs quoting, and pg would quote each by two replacements. For
 * ids that have been checked to be UUIDs, as every id is that comes through a door.
 */
export const uuidArray = (ids: readonly string[]): string => `{${ids.join(',')}}`;
