/**
 * Something a person can put right: its message is meant to be read as it stands, without a stack.
 * Everything else that is thrown is a bug.
 */
export class PostgresProblem extends Error {
  override name = 'PostgresProblem';
}

/** Told what happens, one plain line at a time. Never carries a password. */
export type Progress = (line: string) => void;
