import type { Bundle, Product } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { bundleQuery, makeableQuery } from '../../api/queries.ts';
import { warehousesQuery } from '../../api/reference.ts';
import { useCan } from '../../app/identity.ts';
import { formatQuantity, units } from '../../format/number.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { LoadProblem, Skeleton } from '../../ui/states.tsx';
import { BundleDialog } from './bundle-dialog.tsx';

/** What a bundle is made of, and how many can be made where. It has no stock of its own. */
export function ProductBundle({ product }: { product: Product }) {
  const can = useCan();
  const query = useQuery(bundleQuery(product.id));
  const [isEditing, setIsEditing] = useState(false);
  return (
    <Card
      title="Components"
      actions={
        can('catalogue:write') &&
        query.data !== undefined && (
          <Button small icon={Pencil} onPress={() => setIsEditing(true)}>
            Edit components
          </Button>
        )
      }
    >
      {query.data !== undefined ? (
        <div className="stack">
          <Components bundle={query.data} />
          <Makeable productId={product.id} />
        </div>
      ) : query.isError ? (
        <LoadProblem error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
      ) : (
        <Skeleton lines={2} />
      )}
      {isEditing && query.data !== undefined && (
        <BundleDialog bundle={query.data} onClose={() => setIsEditing(false)} />
      )}
    </Card>
  );
}

function Components({ bundle }: { bundle: Bundle }) {
  return (
    <ul className="stack stack--tight">
      {bundle.components.map((part) => (
        <li key={part.productId} className="row row--between">
          <span className="two-lines">
            <Link to="/products/$productId" params={{ productId: part.productId }} className="strong">
              {part.productName}
            </Link>
            <small className="mono">{part.sku}</small>
          </span>
          <span className="num nowrap">{formatQuantity(part.quantity)} ×</span>
        </li>
      ))}
    </ul>
  );
}

function Makeable({ productId }: { productId: string }) {
  const { data } = useQuery(makeableQuery(productId));
  const { data: warehouses } = useQuery(warehousesQuery);
  const item = data?.items[0];
  if (item === undefined) return <p className="muted">…</p>;
  const names = new Map(warehouses?.map(({ id, name }) => [id, name]));
  const places = item.warehouses.filter(({ available }) => available > 0);
  return (
    <p className="soft">
      <span className="strong">{units(item.total, 'bundle')} can be made</span>
      {places.length === 0
        ? ': no warehouse has all components.'
        : `: ${places.map((place) => `${formatQuantity(place.available)} in ${names.get(place.warehouseId) ?? '…'}`).join(', ')}.`}
    </p>
  );
}
