import type { Alert, AlertExplanation } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import { explanationQuery } from '../../api/alert-queries.ts';
import { useCan } from '../../app/identity.ts';
import { formatQuantity, units } from '../../format/number.ts';
import { formatDay } from '../../format/time.ts';
import { sourceWords } from '../../parts/threshold-words.ts';
import { Button } from '../../ui/button.tsx';
import { LoadProblem, Skeleton } from '../../ui/states.tsx';
import { clearingWords, stepName, stepNumbers, stepValue } from './words.ts';

interface ExplanationProps {
  alert: Alert;
  recentSalesDays: number | undefined;
  onThreshold: () => void;
}

/** Why it is low, in words and in numbers: what went in with where it came from, every step, and what would end it. */
export function Explanation({ alert, recentSalesDays, onThreshold }: ExplanationProps) {
  const query = useQuery(explanationQuery(alert.product.id, alert.warehouse.id, recentSalesDays));
  return (
    <section data-explanation tabIndex={-1} aria-labelledby="explanation">
      <h3 id="explanation">Why</h3>
      {query.data !== undefined ? (
        <Explained explanation={query.data} onThreshold={onThreshold} />
      ) : query.isError ? (
        <LoadProblem error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
      ) : (
        <Skeleton lines={4} />
      )}
    </section>
  );
}

function Explained({ explanation, onThreshold }: { explanation: AlertExplanation; onThreshold: () => void }) {
  const mayChange = useCan()('catalogue:write');
  const clearing = clearingWords(explanation);
  return (
    <>
      <p>{explanation.summary}</p>
      {mayChange && (
        <div>
          <Button small icon={Pencil} onPress={onThreshold}>
            Change threshold
          </Button>
        </div>
      )}
      <details className="arithmetic">
        <summary>The arithmetic, step by step</summary>
        <ol>
          {explanation.steps.map((step) => (
            <li key={step.step} className="arithmetic__step">
              <span className="arithmetic__name">{stepName(step.step)}</span>
              <span className="arithmetic__result num">{stepValue(step.result)}</span>
              <small>
                {step.formula}
                {Object.keys(step.numbers).length > 0 && <>: {stepNumbers(step)}</>}
              </small>
            </li>
          ))}
          {clearing !== null && (
            <li className="arithmetic__step">
              <span className="arithmetic__name">{clearing}</span>
            </li>
          )}
        </ol>
      </details>
      <Sources explanation={explanation} />
    </>
  );
}

/** Where each input came from. */
function Sources({ explanation }: { explanation: AlertExplanation }) {
  const { window, thresholds, stock, demand, noSupplierReason } = explanation;
  return (
    <details className="arithmetic">
      <summary>Where the figures come from</summary>
      <dl className="sources">
        <div>
          <dt>Threshold</dt>
          {thresholds.map(({ source, name, threshold, counts }) => (
            <dd key={source} className={counts ? 'strong' : 'muted'}>
              {name ?? sourceWords(source)}: {threshold === null ? 'not set' : formatQuantity(threshold)}
              {counts && ' – counts'}
            </dd>
          ))}
        </div>
        <div>
          <dt>Sales</dt>
          <dd>
            {formatDay(window.startsOn)} to {formatDay(window.endsOn)}: {units(window.days, 'day')},{' '}
            {window.source === 'request' ? 'as you chose' : 'as the company has it'}
          </dd>
          <dd>
            Sold on {units(demand.activeSalesDays, 'day')}, in stock on {units(demand.daysInStock, 'day')}
          </dd>
        </div>
        <div>
          <dt>Stock</dt>
          <dd>
            The ledger: {formatQuantity(stock.onHand)} on hand, {formatQuantity(stock.reserved)} reserved
            {stock.expired > 0 && `, holds of ${formatQuantity(stock.expired)} are over`}
          </dd>
        </div>
        {noSupplierReason !== null && (
          <div>
            <dt>Supplier</dt>
            <dd>{NO_SUPPLIER[noSupplierReason] ?? noSupplierReason}</dd>
          </div>
        )}
      </dl>
    </details>
  );
}

const NO_SUPPLIER: Record<string, string> = {
  no_offer: 'Nobody offers this product',
  no_primary_offer: 'No offer is the primary one',
  supplier_inactive: 'The primary supplier is not active',
};
