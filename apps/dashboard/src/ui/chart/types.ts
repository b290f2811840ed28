/** One line, area or row of bars of a chart; a value for each day, null where there is none. */
export interface ChartSeries {
  label: string;
  values: readonly (number | null)[];
  look: 'step' | 'line' | 'dashed' | 'bars';
  /** The name of a colour in tokens.css, such as "--accent". */
  color: string;
  /** The value in words, for the line under the pointer and the table. */
  format: (value: number) => string;
}

export interface ChartData {
  /** YYYY-MM-DD, one after the other. */
  days: readonly string[];
  series: readonly ChartSeries[];
}
