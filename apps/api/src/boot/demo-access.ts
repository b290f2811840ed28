import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import type { DemoAccess } from './voice.ts';

/**
 * What gets a person into the demo company, kept so that every start can print it: the server shows an API key
 * once and stores its hash only. `access` is missing while the company is still being made; an interrupted
 * start then goes on with it.
 */
interface Note {
  /** Which database it belongs to. */
  database: string;
  access?: DemoAccess;
}

export class DemoNote {
  readonly #path: string;
  readonly #database: string;

  constructor(path: string, databaseIdentity: string) {
    this.#path = path;
    this.#database = databaseIdentity;
  }

  /** The note of this database, if there is one. */
  read(): Note | undefined {
    try {
      const note = JSON.parse(readFileSync(this.#path, 'utf8')) as Note;
      return note.database === this.#database ? note : undefined;
    } catch {
      return undefined;
    }
  }

  write(access?: DemoAccess): void {
    const note: Note = { database: this.#database, ...(access && { access }) };
    writeFileSync(this.#path, `${JSON.stringify(note, null, 2)}\n`, { mode: 0o600 });
    chmodSync(this.#path, 0o600); // `mode` counts only for a file that is made new.
  }
}
