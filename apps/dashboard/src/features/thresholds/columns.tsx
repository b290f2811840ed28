import type { LevelThreshold } from '@stockflow/sdk';
import { Link } from '@tanstack/react-router';
import { Pencil } from 'lucide-react';
import { formatQuantity } from '../../format/number.ts';
import { sourceWords } from '../../parts/threshold-words.ts';
import { Badge } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/button.tsx';
import type { Column } from '../../ui/table.tsx';

/** The columns of the list; without `onEdit` nothing can be changed. */
export const thresholdColumns = (
  onEdit: ((level: LevelThreshold) => void) | null,
): Column<LevelThreshold>[] => [
  {
    key: 'product',
    header: 'Product',
    width: 'minmax(11rem, 2.2fr)',
    narrow: 'title',
    cell: ({ productId, productName, sku, watched }) => (
      <span className="two-lines">
        <span className="row row--wrap">
          <Link to="/products/$productId" params={{ productId }} className="row-link">
            {productName}
          </Link>
          {!watched && <Badge title="The product or the warehouse is not active">Not watched</Badge>}
        </span>
        <small className="mono">{sku}</small>
      </span>
    ),
  },
  {
    key: 'warehouse',
    header: 'Warehouse',
    width: 'minmax(7rem, 1fr)',
    narrow: 'meta',
    cell: ({ warehouseName }) => <span className="truncate">{warehouseName}</span>,
  },
  {
    key: 'threshold',
    header: 'Low at',
    width: '5rem',
    align: 'end',
    narrow: 'aside',
    cell: ({ threshold }) => <span className="strong num">{formatQuantity(threshold)}</span>,
  },
  {
    key: 'source',
    header: 'Comes from',
    width: 'minmax(9rem, 1.2fr)',
    narrow: 'extra',
    cell: (level) => (
      <span className="two-lines">
        <span>{sourceWords(level.source)}</span>
        {passedOver(level) !== null && <small className="muted">{passedOver(level)}</small>}
      </span>
    ),
  },
  ...(onEdit === null
    ? []
    : [
        {
          key: 'acts',
          header: 'Actions',
          hideHeader: true,
          width: '2rem',
          align: 'end' as const,
          narrow: 'value' as const,
          cell: (level: LevelThreshold) => (
            <IconButton
              icon={Pencil}
              label={`Change the threshold of ${level.productName} in ${level.warehouseName}`}
              onPress={() => onEdit(level)}
            />
          ),
        },
      ]),
];

/** The next that would count, were this one not set. */
const passedOver = ({ source, productThreshold, categoryThreshold, companyThreshold }: LevelThreshold) => {
  const behind = [
    ...(source === 'level' && productThreshold !== null
      ? [`product ${formatQuantity(productThreshold)}`]
      : []),
    ...(source !== 'category' && source !== 'company' && categoryThreshold !== null
      ? [`category ${formatQuantity(categoryThreshold)}`]
      : []),
    ...(source === 'company' ? [] : [`company ${formatQuantity(companyThreshold)}`]),
  ];
  return behind[0] === undefined ? null : `before ${behind[0]}`;
};
