import type { Product } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { categoriesQuery } from '../../api/reference.ts';
import { useFormat } from '../../app/identity.ts';
import { formatQuantity } from '../../format/number.ts';
import { Card, Facts } from '../../ui/page.tsx';

const NONE = <span className="muted">–</span>;

/** What the product is. */
export function ProductFacts({ product }: { product: Product }) {
  const format = useFormat();
  const { data: categories } = useQuery(categoriesQuery);
  const category = categories?.find((entry) => entry.id === product.categoryId);
  const size = [product.lengthMm, product.widthMm, product.heightMm];
  const facts = [
    { name: 'Price', value: <span className="num">{format.money(product.price)}</span> },
    {
      name: 'Cost',
      value: product.cost === null ? NONE : <span className="num">{format.money(product.cost)}</span>,
    },
    { name: 'Category', value: product.categoryId === null ? NONE : (category?.name ?? '…') },
    { name: 'Low at', value: threshold(product.lowStockThreshold) },
    {
      name: 'Barcode',
      value: product.barcode === null ? NONE : <span className="mono">{product.barcode}</span>,
    },
    {
      name: 'Weight',
      value: product.weightGrams === null ? NONE : `${formatQuantity(product.weightGrams)} g`,
    },
    {
      name: 'Size',
      value: size.every((side) => side === null)
        ? NONE
        : `${size.map((side) => (side === null ? '?' : formatQuantity(side))).join(' × ')} mm`,
    },
    { name: 'Added', value: format.day(product.createdAt) },
    { name: 'Changed', value: format.instant(product.updatedAt) },
  ];
  return (
    <Card title="Details">
      <div className="stack">
        {product.description !== null && <p className="soft prewrap">{product.description}</p>}
        <Facts facts={facts} />
      </div>
    </Card>
  );
}

const threshold = (value: number | null) =>
  value === null ? <span className="muted">as its category</span> : `${formatQuantity(value)} or fewer`;
