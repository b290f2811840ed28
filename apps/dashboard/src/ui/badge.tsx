import type { ReactNode } from 'react';

export type Tone = 'neutral' | 'danger' | 'warn' | 'ok' | 'accent';

/** A short state in words; the colour only helps. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`badge badge--${tone}`}>{children}</span>;
}
