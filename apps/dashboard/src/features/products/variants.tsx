import type { Product } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { productQuery, variantsQuery } from '../../api/queries.ts';
import { formatQuantity } from '../../format/number.ts';
import { Card } from '../../ui/page.tsx';

/** The variants of a product, or the siblings of a variant; nothing where there are none. */
export function ProductVariants({ product }: { product: Product }) {
  const familyOf = product.parentId ?? product.id;
  const { data } = useQuery(variantsQuery(familyOf));
  const { data: parent } = useQuery({ ...productQuery(familyOf), enabled: product.parentId !== null });
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Card title="Variants">
      <ul className="stack stack--tight">
        {product.parentId !== null && (
          <li>
            <Link to="/products/$productId" params={{ productId: familyOf }}>
              All of {parent?.name ?? '…'}
            </Link>
          </li>
        )}
        {data.items.map((variant) => (
          <li key={variant.id} className="row row--between">
            <span className="two-lines">
              {variant.id === product.id ? (
                <span className="strong" aria-current="true">
                  {optionsOf(variant)} (this one)
                </span>
              ) : (
                <Link to="/products/$productId" params={{ productId: variant.id }} className="strong">
                  {optionsOf(variant)}
                </Link>
              )}
              <small className="mono">{variant.sku}</small>
            </span>
            <span className={`num nowrap ${variant.available <= 0 ? 'danger-text' : ''}`}>
              {formatQuantity(variant.available)} available
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** "Red, large"; the name where no options are given. */
const optionsOf = ({ optionValues, name }: Pick<Product, 'optionValues' | 'name'>): string => {
  const values = Object.values(optionValues ?? {});
  return values.length === 0 ? name : values.join(', ');
};
