import type { Findings } from '../attack.ts';
import type { Apis } from '../servers/apis.ts';
import type { Shop } from '../shop.ts';
import type { Ends } from '../stage/stage.ts';

/** What the abusers meet: two API processes, and a company that is honest. */
export interface Stand {
  readonly apis: Apis;
  readonly shop: Shop;
  readonly findings: Findings;
  readonly ends: Ends;
  readonly quick: boolean;
  readonly seed: number;
}

/** Figures for a person, by name. */
export type Figures = Record<string, number | string>;

/** A refusal as it stands in an answer: its status and code. */
export const refusalOf = async (response: Response): Promise<{ status: number; code: string | null }> => {
  const body = (await response.json().catch(() => null)) as Wire | Wire[] | null;
  const [first] = Array.isArray(body) ? body : [body];
  return { status: response.status, code: first?.error?.data.code ?? first?.code ?? null };
};

interface Wire {
  readonly code?: string;
  readonly error?: { readonly data: { readonly code: string } };
}
