import type { ReactNode } from 'react';

export type Tone = 'neutral' | 'danger' | 'warn' | 'ok' | 'accent';

interface BadgeProps {
  tone?: Tone;
  /** For who points at it, where only its sign has room. */
  title?: string;
  children: ReactNode;
}

/** A short state in words; the colour only helps. */
export function Badge({ tone = 'neutral', title, children }: BadgeProps) {
  return (
    <span className={`badge badge--${tone}`} title={title}>
      {children}
    </span>
  );
}
