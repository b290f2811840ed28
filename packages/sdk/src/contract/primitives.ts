// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.

/** A postal address. */
export interface Address {
  line1: string;
  city: string;
  country: string;
  line2?: string | null | undefined;
  region?: string | null | undefined;
  postalCode?: string | null | undefined;
}

/** The same answer for every procedure that has nothing to say. */
export interface Done {
  done: true;
}
