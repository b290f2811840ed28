/** Whose task it is: two letters in a circle, the name for who points at it or hears it. */
export function Initials({ name }: { name: string }) {
  const letters = name
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();
  return (
    <span className="avatar avatar--small" title={name}>
      <span aria-hidden>{letters}</span>
      <span className="sr-only">{name}</span>
    </span>
  );
}
