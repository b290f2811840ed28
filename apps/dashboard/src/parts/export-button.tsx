import { useQueryClient } from '@tanstack/react-query';
import { Download, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { identityQuery } from '../api/queries.ts';
import { describeProblem, isSessionEnded } from '../api/refusals.ts';
import { formatQuantity, units } from '../format/number.ts';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toast.tsx';
import { type CsvColumn, makeCsv, saveFile } from './export-csv.ts';

/** Rows of one file at most: what a spreadsheet opens at once and a page holds with ease. */
export const EXPORT_ROWS_MAX = 10_000;

interface ExportButtonProps<Row> {
  /** The file's name without its ending: "alerts". */
  name: string;
  /** What one row is: "alert". */
  noun: string;
  /** What stands in the file; a function where names must be there first. */
  columns: readonly CsvColumn<Row>[] | (() => Promise<readonly CsvColumn<Row>[]>);
  /** Every row of the list as it is filtered. Ask for pages of 250. */
  rows: (signal: AbortSignal) => AsyncIterable<Row>;
  /** How many there are, if the list knows. */
  total?: number | undefined;
  /** Beside a heading of a part of a page. */
  small?: boolean;
}

/**
 * Exports a whole list, not only what was loaded of it, as a CSV file: shows how far it is, can be stopped, and says when the
 * list was longer than a file may be.
 * @example
 * <ExportButton name="products" noun="product" columns={PRODUCT_CSV}
 *   rows={(signal) => stockflow.products.list({ ...filter, limit: 250 }, { signal })} />
 */
export function ExportButton<Row>({
  name,
  noun,
  columns,
  rows,
  total,
  small = false,
}: ExportButtonProps<Row>) {
  const [count, setCount] = useState<number | null>(null);
  const control = useRef<AbortController | null>(null);
  const client = useQueryClient();
  useEffect(() => () => control.current?.abort(), []);
  const run = async () => {
    const own = new AbortController();
    const { signal } = own;
    control.current = own;
    setCount(0);
    try {
      const inFile = typeof columns === 'function' ? await columns() : columns;
      const source = { columns: inFile, rows: rows(signal), rowsMax: EXPORT_ROWS_MAX, onProgress: setCount };
      const file = await makeCsv(source);
      if (signal.aborted) return;
      saveFile(`${name}-${new Date().toISOString().slice(0, 10)}.csv`, file.text);
      toast(
        file.isCut
          ? `The first ${units(file.rows, noun)} are in the file; a file has no more. Filter the list to get the others.`
          : `${units(file.rows, noun)} exported.`,
      );
    } catch (error) {
      if (signal.aborted) return;
      if (isSessionEnded(error)) void client.invalidateQueries({ queryKey: identityQuery.queryKey });
      else toast(`Nothing was exported. ${describeProblem(error).message}`, { tone: 'danger' });
    } finally {
      if (!signal.aborted) setCount(null);
    }
  };
  if (count === null) {
    return (
      <Button small={small} icon={Download} onPress={() => void run()}>
        Export CSV
      </Button>
    );
  }
  const stop = () => {
    control.current?.abort();
    setCount(null);
  };
  const of = total === undefined ? '' : ` of ${formatQuantity(Math.min(total, EXPORT_ROWS_MAX))}`;
  return (
    <Button small={small} icon={X} onPress={stop} aria-label="Stop the export">
      <span className="num">
        {formatQuantity(count)}
        {of} – stop
      </span>
    </Button>
  );
}
