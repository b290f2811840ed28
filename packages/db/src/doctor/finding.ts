/** What one look found. */
export interface Finding {
  /** What was looked at, in a word or two. */
  check: string;
  /** `problem`: it does not work or something may be lost; `warning`: it will, one day; `skipped`: it could not be looked at. */
  status: 'ok' | 'warning' | 'problem' | 'skipped';
  /** What is, in figures. */
  found: string;
  /** What to do; nothing for what is well. */
  todo?: string;
}

export const ok = (check: string, found: string): Finding => ({ check, status: 'ok', found });
export const warning = (check: string, found: string, todo: string): Finding => ({
  check,
  status: 'warning',
  found,
  todo,
});
export const problem = (check: string, found: string, todo: string): Finding => ({
  check,
  status: 'problem',
  found,
  todo,
});
export const skipped = (check: string, found: string, todo: string): Finding => ({
  check,
  status: 'skipped',
  found,
  todo,
});
