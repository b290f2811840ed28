// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.
import type { ApiKeyId, CompanyId, UserId } from './ids.ts';
import type { Role, Scope } from './roles.ts';

export interface ChangePasswordInput {
  currentPassword: string;
  newPassword: string;
  /** True for a browser: the session goes into an HttpOnly cookie. Default false. */
  cookie?: boolean | undefined;
}

/** Who is calling and what they may do. */
export interface Identity {
  company: {
    id: CompanyId;
    name: string;
    /** ISO 4217 code, such as "EUR". */
    currency: string;
    /** IANA time zone, such as "Europe/Berlin". */
    timeZone: string;
  };
  /** The person; null for an API key. */
  user: {
    id: UserId;
    email: string;
    firstName: string;
    lastName: string;
    role: Role | (string & {});
  } | null;
  /** The API key; null for a person. */
  apiKey: {
    id: ApiKeyId;
    name: string;
  } | null;
  /** What may be done, such as `stock:write`. */
  scopes: (Scope | (string & {}))[];
}

/** A person as others of the company see them. */
export interface Member {
  id: UserId;
  email: string;
  firstName: string;
  lastName: string;
  role: Role | (string & {});
  /** False once it is out of use. */
  active: boolean;
  lastSignedInAt: string | null;
  createdAt: string;
}

/**
 * A session that has just begun. `sessionToken` is for clients that send `Authorization: Bearer`;
 * browsers that ask with `cookie: true` get a `__Host-` HttpOnly cookie instead and null here.
 */
export interface SessionStarted {
  sessionToken: string | null;
  expiresAt: string;
  identity: Identity;
}

export interface SessionsEnded {
  sessionsEnded: number;
}

export interface SignInInput {
  email: string;
  /** 12 to 200 characters. */
  password: string;
  /** True for a browser: the session goes into an HttpOnly cookie. Default false. */
  cookie?: boolean | undefined;
}

export interface SignUpInput {
  company: {
    name: string;
    /** The caller may make the id (UUIDv7). */
    id?: CompanyId | undefined;
    email?: string | undefined;
    /** ISO 4217 code, such as "EUR". */
    currency?: string | undefined;
    /** IANA time zone, such as "Europe/Berlin". */
    timeZone?: string | undefined;
  };
  user: {
    email: string;
    /** 12 to 200 characters. */
    password: string;
    firstName: string;
    lastName: string;
  };
  /** True for a browser: the session goes into an HttpOnly cookie. Default false. */
  cookie?: boolean | undefined;
}
