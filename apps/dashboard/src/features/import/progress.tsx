import { Link } from '@tanstack/react-router';
import { Label, ProgressBar } from 'react-aria-components';
import { describeProblem } from '../../api/refusals.ts';
import { formatQuantity, units } from '../../format/number.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { Notice, RequestId } from '../../ui/states.tsx';
import type { ImportProgress } from './run-import.ts';
import type { ImportState, useImport } from './use-import.ts';

const TITLES: Record<ImportState, string> = {
  ready: 'Import',
  running: 'Importing',
  stopped: 'Stopped',
  failed: 'Interrupted',
  done: 'Imported',
};

/** How far the import is, how it ended, and how to go on. */
export function ImportProgressCard({
  run,
  total,
  badRows,
  onOther,
}: {
  run: ReturnType<typeof useImport>;
  total: number;
  badRows: number;
  onOther: () => void;
}) {
  const { state, progress } = run;
  return (
    <Card title={TITLES[state]}>
      <div className="stack">
        <ProgressBar className="progress" value={progress.done} maxValue={total}>
          {({ percentage = 0 }) => (
            <>
              <div className="row row--between">
                <Label className="strong num">
                  {formatQuantity(progress.done)} of {units(total, 'product')}
                </Label>
                <span className="num soft">{Math.floor(percentage)}%</span>
              </div>
              <div className="progress__track">
                <div className="progress__bar" style={{ width: `${percentage}%` }} />
              </div>
            </>
          )}
        </ProgressBar>
        {state === 'failed' && <Interrupted error={run.error} />}
        {state === 'stopped' && (
          <p className="soft">
            What is imported stays. Go on here, or import the same file again later: nothing is made twice.
          </p>
        )}
        <div role="status">
          <Outcome progress={progress} badRows={badRows} isDone={state === 'done'} />
        </div>
        <Refused refused={progress.refused} />
        <div className="row row--wrap">
          {state === 'running' && <Button onPress={run.cancel}>Stop</Button>}
          {(state === 'stopped' || state === 'failed') && (
            <Button look="primary" onPress={() => void run.start()}>
              Go on
            </Button>
          )}
          {state === 'done' && (
            <Link to="/products" search={{ sort: 'createdAt-desc' }} className={buttonClass('primary')}>
              See the products
            </Link>
          )}
          {state !== 'running' && <Button onPress={onOther}>Import another file</Button>}
        </div>
      </div>
    </Card>
  );
}

function Interrupted({ error }: { error: unknown }) {
  const { title, message, requestId } = describeProblem(error);
  return (
    <Notice tone="danger" title={title}>
      <p>{message} Nothing is lost: go on from here, or import the same file again later.</p>
      <RequestId id={requestId} />
    </Notice>
  );
}

function Outcome({
  progress: { created, existing, refused },
  badRows,
  isDone,
}: {
  progress: ImportProgress;
  badRows: number;
  isDone: boolean;
}) {
  const left = isDone ? badRows + refused.length : refused.length;
  const words = [
    `${units(created, 'product is', 'products are')} imported`,
    ...(existing > 0
      ? [`${formatQuantity(existing)} you had already; ${existing === 1 ? 'it is' : 'they are'} as before`]
      : []),
    ...(left > 0 ? [`${units(left, 'row was', 'rows were')} left out`] : []),
  ];
  return <p>{words.join('. ')}.</p>;
}

function Refused({ refused }: { refused: ImportProgress['refused'] }) {
  if (refused.length === 0) return null;
  return (
    <ul className="stack stack--tight">
      {refused.slice(0, 50).map(({ line, sku, words }) => (
        <li key={line} className="soft">
          Line {formatQuantity(line)}, <span className="mono">{sku}</span>: {words}
        </li>
      ))}
    </ul>
  );
}
