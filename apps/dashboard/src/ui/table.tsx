import type { CSSProperties, ReactNode } from 'react';

/** Where a cell stands on a narrow screen, on which a row is a small card; cells without a place are left out. */
export type NarrowPlace = 'title' | 'value' | 'meta' | 'aside' | 'extra' | 'action';

export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** The track of the grid: "minmax(12rem, 2fr)", "6rem". */
  width: string;
  align?: 'end';
  narrow?: NarrowPlace;
  /** For a column of buttons, whose header is for screen readers only. */
  hideHeader?: boolean;
}

/** The grid that header and rows share; a narrow screen has its own. */
export const tracks = <Row,>(columns: readonly Column<Row>[]): CSSProperties =>
  ({ '--tracks': columns.map((column) => column.width).join(' ') }) as CSSProperties;

const cellClass = <Row,>(column: Column<Row>): string =>
  [
    'cell',
    column.align === 'end' ? 'cell--end' : '',
    column.narrow ? `cell--${column.narrow}` : 'cell--wide-only',
  ].join(' ');

/** The header row. */
export function TableHead<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return (
    <thead className="table__head">
      <tr className="table__row table__row--head" style={tracks(columns)} aria-rowindex={1}>
        {columns.map((column) => (
          <th key={column.key} scope="col" className={cellClass(column)}>
            <span className={column.hideHeader === true ? 'sr-only' : undefined}>{column.header}</span>
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** The cells of one row. */
export function Cells<Row>({ columns, row }: { columns: readonly Column<Row>[]; row: Row }) {
  return columns.map((column) => (
    <td key={column.key} className={cellClass(column)}>
      {column.cell(row)}
    </td>
  ));
}

interface TableProps<Row> {
  /** What the table lists, for screen readers. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
}

/** A table of what fits on a page. Rows of thousands are an `EndlessTable`. */
export function Table<Row>({ label, columns, rows, keyOf }: TableProps<Row>) {
  return (
    <table className="table" aria-label={label}>
      <TableHead columns={columns} />
      <tbody className="table__body">
        {rows.map((row) => (
          <tr key={keyOf(row)} className="table__row" style={tracks(columns)}>
            <Cells columns={columns} row={row} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
