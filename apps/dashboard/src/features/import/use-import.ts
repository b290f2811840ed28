import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { refresh } from '../../api/keys.ts';
import { categoriesQuery } from '../../api/reference.ts';
import { refusalOf } from '../../api/refusals.ts';
import { stockflow } from '../../api/stockflow.ts';
import type { GoodRow } from './check-rows.ts';
import { contentKey } from './content-key.ts';
import { categoryKey, type ImportProgress, NOTHING_DONE, runImport } from './run-import.ts';

export type ImportState = 'ready' | 'running' | 'stopped' | 'failed' | 'done';

/** Runs an import, and goes on with it after it was stopped or failed. Leaving the page stops it after the chunk on its way. */
export const useImport = (rows: readonly GoodRow[], warehouseId: string | null) => {
  const client = useQueryClient();
  const [state, setState] = useState<ImportState>('ready');
  const [progress, setProgress] = useState<ImportProgress>(NOTHING_DONE);
  const [error, setError] = useState<unknown>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  useEffect(() => {
    if (state !== 'running') return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [state]);

  const start = async () => {
    const controller = new AbortController();
    stop.current = controller;
    setError(null);
    setState('running');
    try {
      const categoryIds = await idsOfCategories(rows);
      const ended = await runImport({ rows, warehouseId, categoryIds }, progress, {
        send: (input) => stockflow.products.createMany(input),
        onProgress: setProgress,
        signal: controller.signal,
      });
      setState(ended.done < rows.length ? 'stopped' : 'done');
    } catch (problem) {
      setError(problem);
      setState('failed');
    }
    await client.invalidateQueries({ queryKey: categoriesQuery.queryKey });
    await refresh(client, ['products', 'levels', 'movements', 'alerts']);
  };
  return { state, progress, error, start, cancel: () => stop.current?.abort() };
};

/** The ids of the categories that the rows name, by folded name; what is not there is made. */
const idsOfCategories = async (rows: readonly GoodRow[]): Promise<Map<string, string>> => {
  const names = new Map<string, string>();
  for (const { category } of rows) if (category !== null) names.set(categoryKey(category), category);
  if (names.size === 0) return new Map();
  const read = async () =>
    new Map(
      (await stockflow.categories.list({}).toArray({ limit: 10_000 })).map(({ id, name }) => [
        categoryKey(name),
        id,
      ]),
    );
  let ids = await read();
  for (const [key, name] of names) {
    if (ids.has(key)) continue;
    try {
      const { id } = await stockflow.categories.create({
        name,
        idempotencyKey: contentKey('category', name),
      });
      ids.set(key, id);
    } catch (error) {
      // Somebody has made it meanwhile.
      if (refusalOf(error)?.code !== 'NAME_TAKEN') throw error;
      ids = new Map([...(await read()), ...ids]);
    }
  }
  return ids;
};
