import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { bytesToText, textToUuid, UUID_TEXT_LENGTH, uuidToText } from './base62.ts';

// Every credential names its company, so that looking it up never crosses companies. Each has 192 random bits.
const SECRET_BYTES = 24;
const SECRET_LENGTH = 33;
const CHECKSUM_LENGTH = 6;

/** What every API key begins with: secret scanners find it by this. */
export const API_KEY_PREFIX = 'sf_live_';

const TEXT = '[0-9A-Za-z]';
const ID = `(${TEXT}{${UUID_TEXT_LENGTH}})`;
const SECRET = `(${TEXT}{${SECRET_LENGTH}})`;
const SESSION = new RegExp(`^${ID}${SECRET}$`);
const INVITATION = new RegExp(`^${ID}${ID}${SECRET}$`);
const API_KEY = new RegExp(`^(${API_KEY_PREFIX}${ID}${ID}${SECRET})_(${TEXT}{${CHECKSUM_LENGTH}})$`);

const makeSecret = (): string => bytesToText(randomBytes(SECRET_BYTES), SECRET_LENGTH);

/** SHA-256, hex: what is stored of a credential. Its 192 random bits need no slow hash. */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Whether `secret` is the one that was hashed, in the same time wherever they differ. */
export const secretMatches = (secret: string, storedHash: string): boolean => {
  const stored = Buffer.from(storedHash, 'hex');
  const given = Buffer.from(hashOfSecret(secret), 'hex');
  return stored.length === given.length && timingSafeEqual(stored, given);
};

/** A new session id: the company and a secret. */
export const makeSessionId = (companyId: string): string => uuidToText(companyId) + makeSecret();

/** The company that a session id names, or null for a text that is no session id. */
export const companyOfSessionId = (sessionId: string): string | null => {
  const [, company] = SESSION.exec(sessionId) ?? [];
  return company === undefined ? null : textToUuid(company);
};

/** What an API key's or invitation's text says; only the secret's hash is stored. */
export interface NamedSecret {
  companyId: string;
  id: string;
  secret: string;
}

const named = (
  id: string | undefined,
  company: string | undefined,
  secret: string | undefined,
): NamedSecret | null => {
  const uuid = textToUuid(id ?? '');
  const companyId = textToUuid(company ?? '');
  return uuid === null || companyId === null || secret === undefined ? null : { companyId, id: uuid, secret };
};

const checksum = (body: string): string => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return bytesToText(bytes, CHECKSUM_LENGTH);
};

/** A new API key: `sf_live_<id><company><secret>_<checksum>`, 92 characters. */
export const makeApiKey = ({ companyId, id }: { companyId: string; id: string }) => {
  const secret = makeSecret();
  const body = API_KEY_PREFIX + uuidToText(id) + uuidToText(companyId) + secret;
  const key = `${body}_${checksum(body)}`;
  return { key, secretHash: hashOfSecret(secret), hint: key.slice(-4) };
};

/** Reads an API key; null when it is none: a typo or a cut-off paste never reaches the database. */
export const readApiKey = (key: string): NamedSecret | null => {
  const [, body, id, company, secret, sum] = API_KEY.exec(key) ?? [];
  return body === undefined || checksum(body) !== sum ? null : named(id, company, secret);
};

/** A new invitation's token: id, company, secret; letters and digits only, so that mail programs keep the link whole. */
export const makeInvitationToken = ({ companyId, id }: { companyId: string; id: string }) => {
  const secret = makeSecret();
  return { token: uuidToText(id) + uuidToText(companyId) + secret, tokenHash: hashOfSecret(secret) };
};

/** Reads an invitation's token; null when it is none. */
export const readInvitationToken = (token: string): NamedSecret | null => {
  const [, id, company, secret] = INVITATION.exec(token) ?? [];
  return named(id, company, secret);
};
