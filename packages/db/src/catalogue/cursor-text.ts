import { z } from 'zod';

/** Text in a cursor. Anybody can write a cursor, and PostgreSQL takes no NUL: it is then no cursor of ours. */
export const cursorText = z
  .string()
  .max(2000)
  .refine((value) => !value.includes('\u0000'));
