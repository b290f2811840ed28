import type { CloseCompanyInput, Company, Done, UpdateCompanyInput } from '../contract/index.ts';
import type { CallOptions } from '../options.ts';
import type { Transport } from '../transport/transport.ts';

/** The company and its settings. */
export class CompanyApi {
  readonly #transport: Transport;

  /** @internal */
  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * The company and its settings: default threshold and alert hysteresis (base units), recent-sales window and critical
   * days (days), currency, time zone.
   * @throws {ForbiddenError} without the scope `company:read`
   * @example const { currency, timeZone } = await stockflow.company.get()
   */
  get(options?: CallOptions): Promise<Company> {
    return this.#transport.read('company.get', undefined, options);
  }

  /**
   * Changes the company: what you leave out stays, null clears. Thresholds are base units, windows are
   * days. `alertHysteresis` (base units, default 0) is how far over the threshold a level must rise before its alert
   * ends by itself. With another threshold or hysteresis, alerts of up to 500 stock levels have opened and ended when it
   * returns, those of the rest follow; no sale waits for it.
   * @throws {ValidationFailedError} the input does not fit; `details.fields` names each field
   * @throws {ForbiddenError} without the scope `company:write`
   * @throws {EmailTakenError} another company has the e-mail address
   * @throws {VersionConflictError} `expectedVersion` is given and it has changed since;
   *   `details.conflicts` has the current one
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example await stockflow.company.update({ defaultLowStockThreshold: 20, criticalDays: 5 })
   */
  update(input: UpdateCompanyInput, options?: CallOptions): Promise<Company> {
    return this.#transport.write('company.update', input, options);
  }

  /**
   * Closes the company for good; there is no way back. All its people and keys are refused from then on.
   * Say its exact name as `confirmName`.
   * @throws {ForbiddenError} you are not the owner
   * @throws {ValidationFailedError} `confirmName` is not the company's name
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example await stockflow.company.close({ confirmName: 'Leaf & Co' })
   */
  close(input: CloseCompanyInput, options?: CallOptions): Promise<Done> {
    return this.#transport.write('company.close', input, options);
  }
}
