import type { Product } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { PackageX, Pencil, Power } from 'lucide-react';
import { useState } from 'react';
import { productLevelsQuery, productQuery } from '../../api/queries.ts';
import { refusalOf } from '../../api/refusals.ts';
import { useCan } from '../../app/identity.ts';
import { formatQuantity } from '../../format/number.ts';
import { LifecycleBadge } from '../../parts/lifecycle-badge.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Card, Page, Stat, Stats } from '../../ui/page.tsx';
import { Empty, LoadProblem, Skeleton } from '../../ui/states.tsx';
import { ProductBundle } from './bundle.tsx';
import { DeactivateProduct } from './deactivate.tsx';
import { ProductFacts } from './facts.tsx';
import { ProductLedger } from './ledger.tsx';
import { ProductLevels } from './levels.tsx';
import { ProductOffers } from './offers.tsx';
import { ProductOutlook } from './outlook.tsx';
import { ProductVariants } from './variants.tsx';

const route = getRouteApi('/app/products/$productId');
const BACK = { to: '/products', label: 'Products' } as const;

/** One product: where it lies, how it moved, who supplies it, what it is. */
export function ProductPage() {
  const { productId } = route.useParams();
  const query = useQuery(productQuery(productId));
  if (query.data !== undefined) return <Detail product={query.data} />;
  const isGone =
    refusalOf(query.error)?.code === 'NOT_FOUND' || refusalOf(query.error)?.code === 'VALIDATION_FAILED';
  return (
    <Page title={isGone ? 'Not found' : 'Product'} back={BACK}>
      <Card>
        {isGone ? (
          <Empty icon={PackageX} title="There is no such product">
            It may belong to another company, or the link is not complete.
          </Empty>
        ) : query.isError ? (
          <LoadProblem
            error={query.error}
            onRetry={() => void query.refetch()}
            isRetrying={query.isFetching}
          />
        ) : (
          <Skeleton lines={6} />
        )}
      </Card>
    </Page>
  );
}

function Detail({ product }: { product: Product }) {
  const can = useCan();
  return (
    <Page
      title={product.name}
      beside={<LifecycleBadge product={product} />}
      subtitle={<span className="mono">{product.sku}</span>}
      back={BACK}
      actions={<ProductActions product={product} />}
    >
      {!product.isBundle && <ProductStats productId={product.id} />}
      <div className="columns">
        <div>
          {product.isBundle ? (
            <ProductBundle product={product} />
          ) : (
            <>
              {can('stock:read') && <ProductOutlook product={product} />}
              <ProductLevels product={product} />
              <ProductLedger productId={product.id} />
            </>
          )}
        </div>
        <div>
          <ProductFacts product={product} />
          <ProductVariants product={product} />
          {!product.isBundle && <ProductOffers product={product} />}
        </div>
      </div>
    </Page>
  );
}

function ProductActions({ product }: { product: Product }) {
  const can = useCan();
  const [asked, setAsked] = useState(false);
  if (!can('catalogue:write')) return null;
  return (
    <>
      <Link
        to="/products/$productId/edit"
        params={{ productId: product.id }}
        className={buttonClass('secondary')}
      >
        <span className="button__face">
          <Pencil size={15} aria-hidden />
          Edit
        </span>
      </Link>
      <Menu
        label="More"
        acts={[
          {
            id: 'active',
            label: product.active ? 'Deactivate' : 'Activate again',
            icon: Power,
            destructive: product.active,
            run: () => setAsked(true),
          },
        ]}
      />
      <DeactivateProduct product={product} isOpen={asked} onClose={() => setAsked(false)} />
    </>
  );
}

function ProductStats({ productId }: { productId: string }) {
  const { data } = useQuery(productLevelsQuery(productId));
  const sum = (of: 'onHand' | 'reserved' | 'available' | 'incoming') =>
    data === undefined ? (
      <span className="muted">–</span>
    ) : (
      formatQuantity(data.items.reduce((all, level) => all + level[of], 0))
    );
  return (
    <Stats>
      <Stat name="Available" value={sum('available')} />
      <Stat name="On hand" value={sum('onHand')} />
      <Stat name="Reserved" value={sum('reserved')} />
      <Stat name="On the way" value={sum('incoming')} />
    </Stats>
  );
}
