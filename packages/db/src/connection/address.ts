/**
 * The URL with the address (host, port, database and query) of another: the same user elsewhere.
 * @example atAddressOf('postgres://app:secret@db/shop', 'postgres://admin@bouncer:6432/shop') // …app:secret@bouncer:6432/shop
 */
export const atAddressOf = (url: string, other: string): string => {
  const { username, password } = new URL(url);
  const moved = new URL(other);
  moved.username = username;
  moved.password = password;
  return moved.toString();
};
