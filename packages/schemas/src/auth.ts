import { z } from 'zod';
import { doneSchema, emailSchema, idSchema, instantSchema, text } from './primitives.ts';
import { roleSchema, SCOPES } from './roles.ts';

/** A password: 12 to 200 characters, any kind; not trimmed. */
export const passwordSchema = z
  .string()
  .min(12, 'Use at least 12 characters.')
  .max(200, 'At most 200 characters.')
  .refine((value) => !/\u0000|\p{Surrogate}/u.test(value), 'Holds a character that is no text.');

/** A password as presented: any, so that a wrong one is refused as wrong and not as malformed. */
const presentedPassword = z.string().min(1, 'Must not be empty.').max(200, 'At most 200 characters.');

/** IANA time zone that this runtime knows. */
export const timeZoneSchema = z
  .string()
  .max(64)
  .refine((zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return /^[A-Za-z]/.test(zone);
    } catch {
      return false;
    }
  }, 'Give an IANA time zone, such as "Europe/Berlin".');

/** ISO 4217 currency code. */
export const currencySchema = z.string().regex(/^[A-Z]{3}$/, 'Give an ISO 4217 code, such as "EUR".');

/** A person as others of the company see them. */
export const memberSchema = z.object({
  id: idSchema,
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  role: roleSchema,
  active: z.boolean(),
  lastSignedInAt: instantSchema.nullable(),
  createdAt: instantSchema,
});
export type Member = z.output<typeof memberSchema>;

/** Who is calling and what they may do. */
export const identitySchema = z.object({
  company: z.object({ id: idSchema, name: z.string(), currency: z.string(), timeZone: z.string() }),
  /** The person; null for an API key. */
  user: z
    .object({
      id: idSchema,
      email: z.string(),
      firstName: z.string(),
      lastName: z.string(),
      role: roleSchema,
    })
    .nullable(),
  /** The API key; null for a person. */
  apiKey: z.object({ id: idSchema, name: z.string() }).nullable(),
  scopes: z.array(z.enum(SCOPES)),
});
export type Identity = z.output<typeof identitySchema>;

/**
 * A session that has just begun. `sessionToken` is for clients that send `Authorization: Bearer`;
 * browsers that ask with `cookie: true` get a `__Host-` HttpOnly cookie instead and null here.
 */
export const sessionStartedSchema = z.object({
  sessionToken: z.string().nullable(),
  expiresAt: instantSchema,
  identity: identitySchema,
});
export type SessionStarted = z.output<typeof sessionStartedSchema>;

const cookie = z.boolean().default(false);

export const signUpInput = z.strictObject({
  company: z.strictObject({
    /** The caller may make the id (UUIDv7). */
    id: idSchema.optional(),
    name: text(1, 255),
    email: emailSchema.optional(),
    currency: currencySchema.default('USD'),
    timeZone: timeZoneSchema.default('UTC'),
  }),
  user: z.strictObject({
    email: emailSchema,
    password: passwordSchema,
    firstName: text(1, 100),
    lastName: text(1, 100),
  }),
  cookie,
});
export const signInInput = z.strictObject({ email: emailSchema, password: presentedPassword, cookie });
export const signOutInput = z.strictObject({}).prefault({});
export const signOutEverywhereInput = z.strictObject({}).prefault({});
export const changePasswordInput = z.strictObject({
  currentPassword: presentedPassword,
  newPassword: passwordSchema,
  cookie,
});
export const meInput = z.strictObject({}).prefault({});
export const signedOutSchema = doneSchema;
export const signedOutEverywhereSchema = z.object({ sessionsEnded: z.int() });

export type SignUpInput = z.input<typeof signUpInput>;
export type SignInInput = z.input<typeof signInInput>;
export type ChangePasswordInput = z.input<typeof changePasswordInput>;
