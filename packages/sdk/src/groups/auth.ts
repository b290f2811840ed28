import type {
  ChangePasswordInput,
  Done,
  Identity,
  SessionStarted,
  SessionsEnded,
  SignInInput,
  SignUpInput,
} from '../contract/index.ts';
import type { CallOptions } from '../options.ts';
import type { Transport } from '../transport/transport.ts';

/**
 * Sign-up, sign-in and sessions of people; machines use API keys. These calls carry no idempotency key, so
 * they are sent once and never retried by the SDK.
 */
export class AuthApi {
  readonly #transport: Transport;

  /** @internal */
  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Signs a company up with its owner, and signs the owner in. `currency` (default "USD") and `timeZone`
   * (default "UTC") decide what money and days mean. With `cookie: true` a browser gets the session as an
   * HttpOnly cookie, and `sessionToken` is null.
   * @throws {ValidationFailedError} the input does not fit; `details.fields` names each field
   * @throws {EmailTakenError} a person or a company has the e-mail address
   * @throws {IdReusedError} you gave a company `id` that exists already
   * @throws {RateLimitedError} too many sign-ups from your address
   * @example
   * const { sessionToken } = await stockflow.auth.signUp({
   *   company: { name: 'Leaf & Co', currency: 'EUR', timeZone: 'Europe/Berlin' },
   *   user: { email: 'ada@leaf.example', password: 'correct horse battery', firstName: 'Ada', lastName: 'L' },
   * })
   */
  signUp(input: SignUpInput, options?: CallOptions): Promise<SessionStarted> {
    return this.#transport.act('auth.signUp', input, options);
  }

  /**
   * Signs a person in; each time with a new session. The session ends after 14 days without a request, and
   * after 90 days in any case. In a browser pass `cookie: true`.
   * @throws {InvalidCredentialsError} unknown address, wrong password, or a person who was deactivated:
   *   it is not said which
   * @throws {RateLimitedError} too many tries for this account or from your address; see `retryAfterMs`
   * @example
   * const { sessionToken } = await stockflow.auth.signIn({ email: 'ada@leaf.example', password })
   * const mine = createStockflow({ baseUrl, session: sessionToken ?? undefined })
   */
  signIn(input: SignInInput, options?: CallOptions): Promise<SessionStarted> {
    return this.#transport.act('auth.signIn', input, options);
  }

  /**
   * Ends the session that calls, at once, and clears its cookie.
   * @throws {ForbiddenError} called with an API key: it has no session
   * @throws {AuthRequiredError} nobody is signed in
   * @example await stockflow.auth.signOut()
   */
  signOut(options?: CallOptions): Promise<Done> {
    return this.#transport.act('auth.signOut', undefined, options);
  }

  /**
   * Ends all sessions of the person who calls, this one too. API keys go on working.
   * @throws {ForbiddenError} called with an API key
   * @example const { sessionsEnded } = await stockflow.auth.signOutEverywhere()
   */
  signOutEverywhere(options?: CallOptions): Promise<SessionsEnded> {
    return this.#transport.act('auth.signOutEverywhere', undefined, options);
  }

  /**
   * Sets a new password (12 to 200 characters). All sessions of the person end and a new one begins: go on
   * with its token or cookie.
   * @throws {ValidationFailedError} the input does not fit; `details.fields` names each field
   * @throws {InvalidCredentialsError} the current password is not right
   * @throws {ForbiddenError} called with an API key
   * @throws {RateLimitedError} too many wrong passwords
   * @example
   * const { sessionToken } = await stockflow.auth.changePassword({ currentPassword, newPassword })
   */
  changePassword(input: ChangePasswordInput, options?: CallOptions): Promise<SessionStarted> {
    return this.#transport.act('auth.changePassword', input, options);
  }

  /**
   * Who calls, of which company, and what they may do: a person (`user`) or an API key (`apiKey`).
   * @throws {AuthRequiredError} no credential was sent
   * @throws {InvalidCredentialsError} the session or key does not work any more
   * @example const { company, scopes } = await stockflow.auth.me()
   */
  me(options?: CallOptions): Promise<Identity> {
    return this.#transport.read('auth.me', undefined, options);
  }
}
