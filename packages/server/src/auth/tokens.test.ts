import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesToText, textToUuid, uuidToText } from './base62.ts';
import {
  companyOfSessionId,
  makeApiKey,
  makeInvitationToken,
  makeSessionId,
  readApiKey,
  readInvitationToken,
  secretMatches,
} from './tokens.ts';

const companyId = '0196f1f0-7c1a-7000-8000-0123456789ab';
const id = 'ffffffff-ffff-7fff-bfff-ffffffffffff';

describe('a UUID as text', () => {
  test('comes back as it was, in 22 letters and digits', () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        expect(uuidToText(uuid)).toMatch(/^[0-9A-Za-z]{22}$/);
        expect(textToUuid(uuidToText(uuid))).toBe(uuid);
      }),
    );
    expect(textToUuid(uuidToText('00000000-0000-0000-0000-000000000000'))).toBe(
      '00000000-0000-0000-0000-000000000000',
    );
  });

  test('a text that stands for no UUID is none', () => {
    expect(textToUuid('zzzzzzzzzzzzzzzzzzzzzz')).toBeNull(); // above 2^128
    expect(textToUuid('abc')).toBeNull();
    expect(textToUuid('0123456789012345678-0-')).toBeNull();
  });

  test('192 bits fit into 33 characters, all of them set too', () => {
    expect(bytesToText(new Uint8Array(24).fill(255), 33)).toHaveLength(33);
    expect(() => bytesToText(new Uint8Array(24).fill(255), 32)).toThrow(RangeError);
  });
});

describe('a session id', () => {
  test('names its company and nothing else, and is never made twice', () => {
    const made = new Set(Array.from({ length: 1000 }, () => makeSessionId(companyId)));
    expect(made.size).toBe(1000);
    for (const sessionId of made) expect(companyOfSessionId(sessionId)).toBe(companyId);
  });

  test('anything else names no company', () => {
    const good = makeSessionId(companyId);
    for (const bad of ['', good.slice(1), `${good}x`, ` ${good}`, `${good}\n`, good.replace(/.$/, '-')]) {
      expect(companyOfSessionId(bad)).toBeNull();
    }
  });
});

describe('an API key', () => {
  test('is recognisable, and says its id, company and secret', () => {
    const { key, secretHash, hint } = makeApiKey({ companyId, id });
    expect(key).toMatch(/^sf_live_[0-9A-Za-z]{77}_[0-9A-Za-z]{6}$/);
    expect(key.endsWith(hint)).toBe(true);
    const read = readApiKey(key);
    expect(read).toMatchObject({ companyId, id });
    expect(secretMatches(read?.secret ?? '', secretHash)).toBe(true);
    expect(key).not.toContain(secretHash);
  });

  test('with any one character changed is no key', () => {
    const { key } = makeApiKey({ companyId, id });
    for (let i = 0; i < key.length; i++) {
      for (const other of ['a', 'Z', '7']) {
        if (key[i] !== other) expect(readApiKey(key.slice(0, i) + other + key.slice(i + 1))).toBeNull();
      }
    }
    expect(readApiKey(key.slice(0, -1))).toBeNull();
    expect(readApiKey(`${key}0`)).toBeNull();
  });

  test('no text whatever makes the reader throw', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'binary' }), (text) => readApiKey(text) === null),
    );
  });
});

test('an invitation’s token says its id, company and secret, and is no session id', () => {
  const { token, tokenHash } = makeInvitationToken({ companyId, id });
  const read = readInvitationToken(token);
  expect(read).toMatchObject({ companyId, id });
  expect(secretMatches(read?.secret ?? '', tokenHash)).toBe(true);
  expect(companyOfSessionId(token)).toBeNull();
  expect(readInvitationToken(makeSessionId(companyId))).toBeNull();
});

test('a secret matches its own hash only, and a damaged hash matches nothing', () => {
  const { key, secretHash } = makeApiKey({ companyId, id });
  const secret = readApiKey(key)?.secret ?? '';
  expect(secretMatches(`${secret}x`, secretHash)).toBe(false);
  expect(secretMatches(secret, '')).toBe(false);
  expect(secretMatches(secret, secretHash.slice(2))).toBe(false);
});
