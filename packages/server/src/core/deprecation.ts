/** That a door will go: it works as ever, and says so in the headers of its answers. */
export interface Deprecation {
  /** Since when it should not be used any more: a day, "2026-11-23". */
  since: string;
  /** From when it may be gone. */
  sunset?: string;
  /** The address of a page that says what to use instead. */
  link?: string;
}
