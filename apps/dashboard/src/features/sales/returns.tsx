import type { Sale, SaleReturn } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { returnsOfSaleQuery } from '../../api/stock-queries.ts';
import { useFormat } from '../../app/identity.ts';
import { formatQuantity } from '../../format/number.ts';
import { useWarehouseName } from '../../parts/working-warehouse.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/page.tsx';
import { LoadProblem, Skeleton } from '../../ui/states.tsx';

/** What came back of a sale, the latest first; nothing where nothing did. */
export function SaleReturns({ sale }: { sale: Sale }) {
  const hasReturns = sale.lines.some(({ quantityReturned }) => quantityReturned > 0);
  const query = useQuery({ ...returnsOfSaleQuery(sale.id), enabled: hasReturns });
  if (!hasReturns) return null;
  return (
    <Card title="Returns">
      {query.data !== undefined ? (
        <ul className="stack">
          {query.data.map((entry) => (
            <OneReturn key={entry.id} entry={entry} />
          ))}
        </ul>
      ) : query.isError ? (
        <LoadProblem error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
      ) : (
        <Skeleton lines={2} />
      )}
    </Card>
  );
}

function OneReturn({ entry }: { entry: SaleReturn }) {
  const format = useFormat();
  const nameOf = useWarehouseName();
  return (
    <li className="stack stack--tight">
      <p className="row row--between">
        <span className="strong">{format.instant(entry.returnedAt)}</span>
        <span className="num">{format.money(entry.total)}</span>
      </p>
      <ul>
        {entry.lines.map((line) => (
          <li key={line.lineNumber} className="row row--wrap">
            <span className="grow">
              {formatQuantity(line.quantity)} × {line.productName}
            </span>
            <Badge tone={line.disposition === 'scrap' ? 'warn' : 'ok'}>
              {line.disposition === 'scrap' ? 'Scrapped' : `To ${nameOf(line.warehouseId)}`}
            </Badge>
          </li>
        ))}
      </ul>
      {entry.notes !== null && <p className="soft prewrap">{entry.notes}</p>}
    </li>
  );
}
