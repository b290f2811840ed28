/** The mark: three rising stacks. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <path d="M8 20.5h4.5V24H8zM14 14.5h4.5V24H14zM20 8.5h4.5V24H20z" fill="#fff" />
    </svg>
  );
}
