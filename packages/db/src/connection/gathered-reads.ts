import { DatabaseUnavailableError } from './errors.ts';
import type { Statement } from './types.ts';

/** As many reads share a transaction at most. */
const TOGETHER_MAX = 32;

type Rows = Record<string, unknown>[];

/** Reads in one read-only transaction of the company, one after the other; fails when one of them does. */
export type ReadTogether = (companyId: string, statements: readonly Statement[]) => Promise<Rows[]>;

interface Asked {
  statement: Statement;
  resolve(rows: Rows): void;
  reject(error: unknown): void;
}

interface OfCompany {
  waiting: Asked[];
  underWay: number;
}

/**
 * Reads of one row by its key, so quick that opening and ending the transaction around each is most of its price: those of a
 * company that were asked for while one was under way share the next. Whoever is alone waits for nobody. Companies never
 * share: the transaction stands in one. When one of several fails, each is read by itself, so that none is refused for
 * another's sake.
 */
export class GatheredReads {
  readonly #read: ReadTogether;
  readonly #companies = new Map<string, OfCompany>();

  constructor(read: ReadTogether) {
    this.#read = read;
  }

  /** No answer is older than its question: a read never joins a transaction that has begun. */
  read(companyId: string, statement: Statement): Promise<Rows> {
    let company = this.#companies.get(companyId);
    if (!company) {
      company = { waiting: [], underWay: 0 };
      this.#companies.set(companyId, company);
    }
    const { waiting } = company;
    return new Promise((resolve, reject) => {
      waiting.push({ statement, resolve, reject });
      if (company.underWay === 0 || waiting.length >= TOGETHER_MAX) this.#begin(companyId, company);
    });
  }

  #begin(companyId: string, company: OfCompany): void {
    const together = company.waiting.splice(0, TOGETHER_MAX);
    company.underWay += 1;
    void this.#answer(companyId, together).then(() => {
      company.underWay -= 1;
      if (company.waiting.length > 0) this.#begin(companyId, company);
      else if (company.underWay === 0) this.#companies.delete(companyId);
    });
  }

  async #answer(companyId: string, together: readonly Asked[]): Promise<void> {
    try {
      const all = await this.#read(
        companyId,
        together.map(({ statement }) => statement),
      );
      for (const [index, { resolve }] of together.entries()) resolve(all[index] ?? []);
    } catch (error) {
      if (together.length === 1 || error instanceof DatabaseUnavailableError) {
        for (const { reject } of together) reject(error);
        return;
      }
      await Promise.all(together.map((one) => this.#answer(companyId, [one])));
    }
  }
}
