import Papa from 'papaparse';

/** Bytes that are read: a catalogue of 50,000 products has some ten million. */
const BYTES_MAX = 50_000_000;
/** Rows that are taken from one file. */
export const ROWS_MAX = 100_000;

/** The file's words, as they stand in it. */
export interface CsvFile {
  name: string;
  headers: string[];
  rows: string[][];
}

/** Why a file cannot be taken, in words for the person. */
export class UnreadableFile extends Error {}

/**
 * Reads a CSV file with a row of headers, with whatever separator it has: comma, semicolon, tab. Text that is not UTF-8 is
 * read as Windows-1252, which is what spreadsheets in Europe save.
 */
export const readCsv = async (file: File): Promise<CsvFile> => {
  if (file.size > BYTES_MAX) throw new UnreadableFile('The file is larger than 50 MB. Split it in two.');
  return parseCsv(file.name, decode(await file.arrayBuffer()));
};

const decode = (bytes: ArrayBuffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
};

/** The same of a text. */
export const parseCsv = (name: string, text: string): CsvFile => {
  if (/^PK\u0003\u0004/.test(text) || text.includes('\u0000'))
    throw new UnreadableFile('This is no CSV file. In a spreadsheet, choose "Save as" and then CSV.');
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: 'greedy' });
  const [headers, ...rows] = data;
  if (headers === undefined || rows.length === 0)
    throw new UnreadableFile(
      'The file has no rows: the first is for the names of the columns, the rest for products.',
    );
  if (rows.length > ROWS_MAX)
    throw new UnreadableFile(`The file has more than ${ROWS_MAX.toLocaleString()} rows. Split it in two.`);
  return { name, headers: headers.map((header) => header.trim()), rows };
};
