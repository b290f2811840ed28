import { Badge } from '../ui/badge.tsx';

/** What is not as usual about a product: nothing for one that is active. */
export function LifecycleBadge({ product }: { product: { active: boolean; lifecycle: string } }) {
  if (!product.active) return <Badge>Deactivated</Badge>;
  if (product.lifecycle === 'active') return null;
  return <Badge tone="warn">{product.lifecycle === 'discontinued' ? 'Discontinued' : 'Archived'}</Badge>;
}
