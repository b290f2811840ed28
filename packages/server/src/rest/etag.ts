import { createHash } from 'node:crypto';
import { invalidField } from '@stockflow/domain';

/**
 * The entity tag of an answer: `"7-Kx0…"`, the version that a compare-and-set would expect and a hash of the text; only the
 * hash for what has no version. The hash makes If-None-Match right where an answer also holds what moves without a new
 * version (an alert's stock); the version is what If-Match compares.
 */
export const etagOf = (answer: unknown, text: string): string => {
  const hash = createHash('sha1').update(text).digest('base64url').slice(0, 16);
  const version = versionOf(answer);
  return version === undefined ? `"${hash}"` : `"${version}-${hash}"`;
};

/** The version that an answer states of itself, as a whole. */
export const versionOf = (answer: unknown): number | undefined => {
  const { version } = (answer ?? {}) as { version?: unknown };
  return typeof version === 'number' ? version : undefined;
};

/** What If-Match expects: a version, or undefined for `*`, which anything meets. Throws for what is no tag of ours. */
export const versionIn = (ifMatch: string): number | undefined => {
  if (ifMatch.trim() === '*') return undefined;
  // A proxy that compresses makes a tag weak; the version in it still holds.
  const [, version] = /^\s*(?:W\/)?"(\d{1,10})(?:-[\w-]+)?"\s*$/.exec(ifMatch) ?? [];
  if (version === undefined) {
    throw invalidField(
      '',
      'Give If-Match one ETag as it was answered, such as "7-Kx0bT2mZq1aYw8Rd", or "7", or *.',
    );
  }
  return Number(version);
};

/** True when the caller has this already: one of the tags is it, or `*`. */
export const isKnown = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch?.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, ''))) ?? false;
