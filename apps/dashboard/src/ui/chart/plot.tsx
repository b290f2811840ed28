import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatCompact } from '../../format/number.ts';
import { formatDayShort } from '../../format/time.ts';
import type { ChartData, ChartSeries } from './types.ts';

interface PlotProps extends ChartData {
  height: number;
  /** Told which day the pointer is at, or null. */
  onPoint: (index: number | null) => void;
}

const DAY_S = 86_400;

/** The drawing itself, on a canvas: a file of its own, fetched when a chart is first shown. */
export default function Plot({ days, series, height, onPoint }: PlotProps) {
  const host = useRef<HTMLDivElement>(null);
  const point = useRef(onPoint);
  point.current = onPoint;
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    let plot: uPlot | null = null;
    const draw = () => {
      plot?.destroy();
      plot = new uPlot(
        optionsOf({ series, height, width: element.clientWidth, colors: colorsIn(element) }, (index) =>
          point.current(index),
        ),
        [
          days.map((day) => Date.parse(`${day}T00:00:00Z`) / 1000),
          ...series.map(({ values }) => [...values]),
        ],
        element,
      );
    };
    draw();
    const sized = new ResizeObserver(() => plot?.setSize({ width: element.clientWidth, height }));
    sized.observe(element);
    const unwatch = watchTheme(draw);
    return () => {
      sized.disconnect();
      unwatch();
      plot?.destroy();
    };
  }, [days, series, height]);
  return <div ref={host} className="chart__plot" style={{ height }} />;
}

/** A canvas knows no custom properties, and `light-dark()` least of all: an element is asked what it would show. */
const colorsIn =
  (element: HTMLElement) =>
  (name: string, alpha = 1): string => {
    const probe = document.createElement('span');
    probe.style.color = `color-mix(in srgb, var(${name}) ${alpha * 100}%, transparent)`;
    element.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };

/** Draws anew when the person or the system changes the theme. */
const watchTheme = (draw: () => void): (() => void) => {
  const chosen = new MutationObserver(draw);
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', draw);
  return () => {
    chosen.disconnect();
    system.removeEventListener('change', draw);
  };
};

type Colors = (name: string, alpha?: number) => string;

const drawn = (line: ChartSeries, colors: Colors): uPlot.Series => {
  const color = colors(line.color);
  const base = { label: line.label, points: { show: false } };
  switch (line.look) {
    case 'bars':
      return {
        ...base,
        fill: colors(line.color, 0.85),
        width: 0,
        ...paths(uPlot.paths.bars?.({ size: [0.72, 36], radius: 0.15 })),
      };
    case 'step':
      return {
        ...base,
        stroke: color,
        width: 1.75,
        fill: colors(line.color, 0.1),
        ...paths(uPlot.paths.stepped?.({ align: 1 })),
      };
    case 'dashed':
      return { ...base, stroke: color, width: 1.5, dash: [5, 4] };
    case 'line':
      return { ...base, stroke: color, width: 1.75 };
  }
};

const paths = (builder: uPlot.Series.PathBuilder | undefined) =>
  builder === undefined ? {} : { paths: builder };

const optionsOf = (
  {
    series,
    width,
    height,
    colors,
  }: { series: readonly ChartSeries[]; width: number; height: number; colors: Colors },
  onPoint: (index: number | null) => void,
): uPlot.Options => {
  const axis = {
    stroke: colors('--text-3'),
    font: `11px ${getComputedStyle(document.body).fontFamily}`,
    ticks: { show: false },
  };
  return {
    width,
    height,
    padding: [10, 8, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7, show: true } },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    scales: {
      x: { time: true, range: (_, min, max) => [min - DAY_S * 0.6, max + DAY_S * 0.6] },
      y: { range: fromZero },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 30,
        space: 72,
        values: (_, splits) => splits.map((split) => formatDayShort(new Date(split * 1000))),
      },
      {
        ...axis,
        size: 48,
        gap: 6,
        grid: { stroke: colors('--border'), width: 1 },
        values: (_, splits) => splits.map((split) => (Number.isInteger(split) ? formatCompact(split) : '')),
      },
    ],
    series: [{}, ...series.map((line) => drawn(line, colors))],
    hooks: { setCursor: [(plot) => onPoint(plot.cursor.idx ?? null)] },
  };
};

/** Stock and money begin at 0, or a fall by a tenth looks like a fall to nothing. */
const fromZero = (_: uPlot, min: number | null, max: number | null): [number, number] => {
  const top = Math.max(max ?? 0, 1);
  return [Math.min(0, min ?? 0), top * 1.08];
};
