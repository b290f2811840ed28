import type { ProductListItem } from '@stockflow/sdk';
import { Link } from '@tanstack/react-router';
import { formatQuantity } from '../../format/number.ts';
import { LifecycleBadge } from '../../parts/lifecycle-badge.tsx';
import type { Column } from '../../ui/table.tsx';

function Name({ product }: { product: ProductListItem }) {
  return (
    <span className="two-lines">
      <span className="row row--wrap">
        <Link to="/products/$productId" params={{ productId: product.id }} className="row-link">
          {product.name}
        </Link>
        <LifecycleBadge product={product} />
      </span>
      <small className="mono">{product.sku}</small>
    </span>
  );
}

/** The columns of the product list. */
export const productColumns = (money: (amount: string) => string): Column<ProductListItem>[] => [
  {
    key: 'name',
    header: 'Product',
    width: 'minmax(14rem, 2.4fr)',
    narrow: 'title',
    cell: (product) => <Name product={product} />,
  },
  {
    key: 'category',
    header: 'Category',
    width: 'minmax(8rem, 1fr)',
    narrow: 'meta',
    cell: (product) => product.categoryName ?? <span className="muted">None</span>,
  },
  {
    key: 'price',
    header: 'Price',
    width: 'minmax(6rem, 0.6fr)',
    align: 'end',
    narrow: 'aside',
    cell: (product) => money(product.price),
  },
  {
    key: 'onHand',
    header: 'On hand',
    width: '5.5rem',
    align: 'end',
    cell: (product) => formatQuantity(product.onHand),
  },
  {
    key: 'reserved',
    header: 'Reserved',
    width: '5.5rem',
    align: 'end',
    cell: (product) => (
      <span className={product.reserved === 0 ? 'muted' : ''}>{formatQuantity(product.reserved)}</span>
    ),
  },
  {
    key: 'available',
    header: 'Available',
    width: '5.5rem',
    align: 'end',
    narrow: 'value',
    cell: (product) => (
      <span className={product.available <= 0 ? 'danger-text strong' : 'strong'}>
        {formatQuantity(product.available)}
        <span className="narrow-only muted small"> available</span>
      </span>
    ),
  },
];
