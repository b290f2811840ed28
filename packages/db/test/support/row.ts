export type Row = Record<string, unknown>;
export interface TableRow {
  table: string;
  row: Row;
}
