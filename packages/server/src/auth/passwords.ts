import { hash, verify } from '@node-rs/argon2';
import { refuse } from '@stockflow/domain';
import { createGate } from './gate.ts';

// argon2id (the library's default kind) as OWASP advises: 19 MiB, two passes, one lane. About 10 ms.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes at once: two of the four threads that file reads and name look-ups share with them; 38 MiB. */
export const HASHES_AT_ONCE = 2;
/** Callers that may wait for their turn: some one second of work. More are refused, not kept. */
export const HASHES_WAITING_MAX = 200;

// The hash of a password that nobody knows: an unknown e-mail address costs the same work as a wrong password.
const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$v0Kl8TshCC4+9lSnYxmwWA$ymoWFYvcXmS5Wk3ynhUE6mKusvQOGhq87db1kv+tvII';

const gate = createGate({ atOnce: HASHES_AT_ONCE, waitingMax: HASHES_WAITING_MAX });

const inTurn = <T>(work: () => Promise<T>): Promise<T> =>
  gate.pass(work, () =>
    refuse('UNAVAILABLE', null, 'Too many people sign in just now. Try again in a moment.'),
  );

// One keyboard types é as one character, another as two: both are the same password.
const asTyped = (password: string): string => password.normalize('NFC');

/** Hashes a password for storing, in PHC format. */
export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(asTyped(password), COST));

/**
 * Whether the password is the one that was hashed. With null (there is no such person) it does the same
 * work and answers false.
 */
export const verifyPassword = async (password: string, storedHash: string | null): Promise<boolean> => {
  const matches = await inTurn(() => verify(storedHash ?? NOBODYS_HASH, asTyped(password)));
  return matches && storedHash !== null;
};
