import type { Role, Scope } from '@stockflow/schemas';

/** Who is calling, once the session or key was found good. */
export interface Actor {
  readonly kind: 'user' | 'api_key';
  /** The user's id, or the key's. */
  readonly id: string;
  /** The person: the caller, or the key's maker. */
  readonly userId: string;
  readonly role: Role;
  /** What the caller may do: the role's scopes, or the key's as far as its maker's role still has them. */
  readonly scopes: ReadonlySet<Scope>;
  readonly company: ActorCompany;
  /** Present for a session: what signing out ends. */
  readonly sessionId?: string;
  /** When the session or key ends by itself, as far as is known now; null or left out: never. */
  readonly endsAt?: Date | null;
}

/** What every door may want to know of the company without asking again. */
export interface ActorCompany {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
}
