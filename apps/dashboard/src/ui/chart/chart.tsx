import { lazy, type ReactNode, Suspense, useId, useMemo, useState } from 'react';
import { formatDay } from '../../format/time.ts';
import { Button } from '../button.tsx';
import { type Column, Table } from '../table.tsx';
import type { ChartData, ChartSeries } from './types.ts';

const Plot = lazy(() => import('./plot.tsx'));

const HEIGHT = 240;

interface ChartProps extends ChartData {
  /** What the chart shows: "Stock over time". */
  label: string;
  /** What it tells, in a sentence: for who cannot see it, and for who is in a hurry. */
  summary: ReactNode;
  /** How many of the days are past; later ones are a projection and not in the table. */
  pastDays?: number;
}

/**
 * Figures over days: a drawing, the same in a sentence, and the same as a table for whoever wants numbers or cannot see the
 * drawing. Its place is kept while it loads.
 */
export function Chart({ label, summary, days, series, pastDays = days.length }: ChartProps) {
  const [at, setAt] = useState<number | null>(null);
  const [isTable, setIsTable] = useState(false);
  const summaryId = useId();
  return (
    <figure className="chart" aria-label={label}>
      <figcaption className="chart__summary" id={summaryId}>
        {summary}
      </figcaption>
      {isTable ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1)
        <section className="chart__table" aria-label={`${label}, as a table`} tabIndex={0}>
          <DayTable label={label} days={days.slice(0, pastDays)} series={series} />
        </section>
      ) : (
        <div role="img" aria-label={label} aria-describedby={summaryId}>
          <Suspense fallback={<div className="chart__plot chart__waiting" style={{ height: HEIGHT }} />}>
            <Plot days={days} series={series} height={HEIGHT} onPoint={setAt} />
          </Suspense>
        </div>
      )}
      <div className="chart__foot">
        <Reading days={days} series={series} at={isTable ? null : at} />
        <Button small look="quiet" onPress={() => setIsTable(!isTable)}>
          {isTable ? 'Show as chart' : 'Show as table'}
        </Button>
      </div>
    </figure>
  );
}

/** What is drawn in which colour, and the figures of the day under the pointer. */
function Reading({ days, series, at }: ChartData & { at: number | null }) {
  const day = at === null ? undefined : days[at];
  return (
    <div className="chart__reading num" aria-hidden>
      {day !== undefined && <span className="strong nowrap">{formatDay(day)}</span>}
      {series.map((line) => {
        const value = at === null ? null : (line.values[at] ?? null);
        if (at !== null && value === null) return null;
        return (
          <span key={line.label} className="chart__key nowrap">
            <span
              className={`chart__swatch chart__swatch--${line.look}`}
              style={{ color: `var(${line.color})` }}
            />
            {line.label}
            {value !== null && <span className="strong">{line.format(value)}</span>}
          </span>
        );
      })}
    </div>
  );
}

interface DayRow {
  day: string;
  index: number;
}

function DayTable({ label, days, series }: ChartData & { label: string }) {
  const rows = useMemo(() => days.map((day, index) => ({ day, index })).reverse(), [days]);
  const columns: Column<DayRow>[] = [
    {
      key: 'day',
      header: 'Day',
      width: 'minmax(6rem, 1fr)',
      narrow: 'title',
      cell: ({ day }) => formatDay(day),
    },
    ...series
      .filter(({ values }) => values.slice(0, days.length).some((value) => value !== null))
      .map((line, place) => columnOf(line, place)),
  ];
  return <Table label={label} columns={columns} rows={rows} keyOf={({ day }) => day} />;
}

const columnOf = (line: ChartSeries, place: number): Column<DayRow> => ({
  key: line.label,
  header: line.label,
  width: 'minmax(5rem, 1fr)',
  align: 'end',
  narrow: place === 0 ? 'value' : 'meta',
  cell: ({ index }) => {
    const value = line.values[index] ?? null;
    return value === null ? '–' : line.format(value);
  },
});
