import { pipeline } from 'node:stream/promises';
import { asAdmin } from '@stockflow/db/testing';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** Rows of one table as COPY writes them. */
export interface Copied {
  table: string;
  rows: number;
  text: Buffer;
}

/** Takes what stands in these tables, but for what stood there before: a table's condition leaves that out. */
export const copyOut = (
  adminUrl: string,
  tables: readonly { table: string; where: string }[],
): Promise<Copied[]> =>
  asAdmin(adminUrl, async (client) => {
    const copied: Copied[] = [];
    for (const { table, where } of tables) {
      const chunks: Buffer[] = [];
      const stream = client.query(copyTo(`copy (select * from ${table} where ${where}) to stdout`));
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      copied.push({ table, rows: stream.rowCount, text: Buffer.concat(chunks) });
    }
    return copied;
  });

/**
 * Writes them into another database of the same shape, in one transaction; answers for how many milliseconds. It has done so
 * once before and taken it back, since a database that was just made has nothing in its caches.
 */
export const copyIn = (adminUrl: string, copied: readonly Copied[]): Promise<number> =>
  asAdmin(adminUrl, async (client) => {
    const copy = async (end: 'commit' | 'rollback') => {
      const began = performance.now();
      await client.query('begin');
      for (const { table, text } of copied)
        await pipeline([text], client.query(copyFrom(`copy ${table} from stdin`)));
      await client.query(end);
      return performance.now() - began;
    };
    await copy('rollback');
    return copy('commit');
  });
