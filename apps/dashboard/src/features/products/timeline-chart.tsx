import type { ProductTimeline } from '@stockflow/sdk';
import { useMemo } from 'react';
import { formatQuantity, formatVelocity, units } from '../../format/number.ts';
import { formatDay } from '../../format/time.ts';
import { Chart } from '../../ui/chart/chart.tsx';
import type { ChartSeries } from '../../ui/chart/types.ts';
import { projectionOf } from './projection.ts';

const rounded = (value: number): string => formatQuantity(Math.round(value));

/** On hand at the end of each day, what was sold, the threshold, and the way to the stock-out. */
export function TimelineChart({ timeline }: { timeline: ProductTimeline }) {
  const { days, pastDays, series } = useMemo(() => linesOf(timeline), [timeline]);
  return (
    <Chart
      label="Stock over time"
      days={days}
      pastDays={pastDays}
      series={series}
      summary={<Words timeline={timeline} />}
    />
  );
}

const linesOf = (timeline: ProductTimeline) => {
  const { days, pastDays, onHand, projected, threshold } = projectionOf(timeline);
  const sold = timeline.days.map((day) => (day.sold === 0 ? null : day.sold));
  const series: ChartSeries[] = [
    { label: 'On hand', values: onHand, look: 'step', color: '--accent', format: rounded },
    {
      label: 'Sold',
      values: [...sold, ...days.slice(pastDays).map(() => null)],
      look: 'bars',
      color: '--text-3',
      format: rounded,
    },
  ];
  if (projected !== null)
    series.push({
      label: 'Projected',
      values: projected,
      look: 'dashed',
      color: '--accent',
      format: rounded,
    });
  if (threshold !== null)
    series.push({ label: 'Low at', values: threshold, look: 'dashed', color: '--warn', format: rounded });
  return { days, pastDays, series };
};

function Words({ timeline }: { timeline: ProductTimeline }) {
  const { velocity, velocityDays, netUnits, available, daysUntilStockout: left, stockoutDate } = timeline;
  if (velocity === 0) {
    return (
      <p className="soft">
        <span className="strong">{units(available, 'unit')} available.</span> Nothing was sold in the last{' '}
        {velocityDays} days, so there is no day on which it runs out.
      </p>
    );
  }
  const pace = `${formatVelocity(velocity)} on a day in stock (${units(netUnits, 'unit')} in ${velocityDays} days)`;
  if (left === 0) {
    return (
      <p className="soft">
        <span className="strong danger-text">{available <= 0 ? 'Out of stock.' : 'Runs out today.'}</span>{' '}
        Sells {pace}.
      </p>
    );
  }
  return (
    <p className="soft">
      <span className="strong">
        Lasts {left === null ? 'long' : units(left, 'day')}
        {stockoutDate !== null && `, until ${formatDay(stockoutDate)}`}.
      </span>{' '}
      Sells {pace}; {units(available, 'unit')} available.
    </p>
  );
}
