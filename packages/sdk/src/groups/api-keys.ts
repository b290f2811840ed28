import type {
  ApiKey,
  ApiKeyCreated,
  CreateApiKeyInput,
  ListApiKeysInput,
  RevokeApiKeyInput,
  RotateApiKeyInput,
} from '../contract/index.ts';
import type { CallOptions } from '../options.ts';
import type { Pager } from '../pager.ts';
import type { Transport } from '../transport/transport.ts';

/** API keys: credentials of machines. A key carries scopes, never more than its maker has. */
export class ApiKeysApi {
  readonly #transport: Transport;

  /** @internal */
  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * The company's API keys, the newest first, without their secrets; revoked ones only with
   * `includeRevoked: true`.
   * @throws {ForbiddenError} without the scope `keys:read`
   * @throws {ValidationFailedError} a filter does not fit, or the cursor is of another list
   * @example const { items } = await stockflow.apiKeys.list()
   */
  list(input?: ListApiKeysInput, options?: CallOptions): Pager<ApiKey> {
    return this.#transport.list('apiKeys.list', input, options);
  }

  /**
   * Makes an API key with some of your own scopes. `key` is in this answer and nowhere else. Without
   * `expiresAt` it does not expire. Sent once: it carries no idempotency key, so a broken connection can
   * leave a key that nobody knows (`list` shows it).
   * @throws {ValidationFailedError} the input does not fit; `details.fields` names each field
   * @throws {ForbiddenError} without the scope `keys:write`, or for a scope that you do not have
   * @example
   * const { key } = await stockflow.apiKeys.create({ name: 'shop', scopes: ['catalogue:read', 'sales:write'] })
   */
  create(input: CreateApiKeyInput, options?: CallOptions): Promise<ApiKeyCreated> {
    return this.#transport.act('apiKeys.create', input, options);
  }

  /**
   * Makes a key's successor with the same name, scopes and end. The old one works `graceSeconds` more
   * (default 0, at most seven days). Sent once: it carries no idempotency key.
   * @throws {ForbiddenError} without the scope `keys:write`, or for a key that may do more than you
   * @throws {NotFoundError} there is no such API key in your company
   * @throws {StateConflictError} the key is expired or revoked
   * @example const { key } = await stockflow.apiKeys.rotate({ apiKeyId, graceSeconds: 3600 })
   */
  rotate(input: RotateApiKeyInput, options?: CallOptions): Promise<ApiKeyCreated> {
    return this.#transport.act('apiKeys.rotate', input, options);
  }

  /**
   * Revokes a key: its next request is refused. A second time does nothing.
   * @throws {ForbiddenError} without the scope `keys:write`
   * @throws {NotFoundError} there is no such API key in your company
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example await stockflow.apiKeys.revoke({ apiKeyId })
   */
  revoke(input: RevokeApiKeyInput, options?: CallOptions): Promise<ApiKey> {
    return this.#transport.write('apiKeys.revoke', input, options);
  }
}
