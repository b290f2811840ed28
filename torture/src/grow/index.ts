import type { Attack } from '../attack.ts';
import { balance } from './balance.ts';
import { pooler } from './pooler.ts';
import { replica } from './replica.ts';

/** What can be shown of growing out of one machine, each on its own. */
export const PARTS = { balance, pooler, replica } as const satisfies Record<string, Attack>;
export type PartName = keyof typeof PARTS;
