import { idSchema } from '@stockflow/schemas';
import { z } from 'zod';

/** The key that pages of people and of invitations go on from: ids sort by time. */
export const idCursor = z.strictObject({ id: idSchema });
