/** A column of an exported list. Numbers and decimal strings go as they are: a file is read by programs, whatever the locale. */
export interface CsvColumn<Row> {
  header: string;
  value: (row: Row) => string | number | boolean | null | undefined;
}

export interface CsvSource<Row> {
  columns: readonly CsvColumn<Row>[];
  /** Every row of the list as it is filtered; the SDK's pagers are such loops. */
  rows: AsyncIterable<Row>;
  /** Rows that one file has at most. */
  rowsMax: number;
  /** Told now and then how many rows there are. */
  onProgress: (rows: number) => void;
}

export interface CsvFile {
  text: string;
  rows: number;
  /** True when the list goes on behind the last row of the file. */
  isCut: boolean;
}

/** Rows between two reports of progress. */
const PROGRESS_ROWS = 250;

/**
 * A list as a CSV file: with a header, quoted where needed, in UTF-8 with a mark by which Excel knows it. What a spreadsheet
 * would run as a formula (`=`, `+`, `-`, `@` at the beginning of a text) is written with an apostrophe before it.
 * @example await makeCsv({ columns, rows: stockflow.alerts.list({ limit: 250 }), rowsMax: 10_000, onProgress: setCount })
 */
export async function makeCsv<Row>({ columns, rows, rowsMax, onProgress }: CsvSource<Row>): Promise<CsvFile> {
  const lines: (string | number | boolean | null)[][] = [];
  let isCut = false;
  for await (const row of rows) {
    if (lines.length === rowsMax) {
      isCut = true;
      break;
    }
    lines.push(columns.map((column) => column.value(row) ?? null));
    if (lines.length % PROGRESS_ROWS === 0) onProgress(lines.length);
  }
  // Fetched when the first list is exported: no page's first load pays for it.
  const { default: Papa } = await import('papaparse');
  const fields = columns.map((column) => column.header);
  const text = Papa.unparse([fields, ...lines], { escapeFormulae: FORMULA, newline: '\r\n' });
  return { text: `\uFEFF${text}\r\n`, rows: lines.length, isCut };
}

// White space before it does not keep a spreadsheet from running it; a full-width sign is taken for the plain one.
const FORMULA = /^\s*[=+\-@\t\r＝＋－＠]/;

/** Rows that are all here already, as a list that is read page by page. */
export async function* inMemory<Row>(rows: readonly Row[]): AsyncIterable<Row> {
  yield* rows;
}

/** Hands a text to the person as a file. */
export const saveFile = (name: string, text: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after the click; by then it has.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};
