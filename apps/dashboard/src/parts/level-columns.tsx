import type { StockLevelListItem } from '@stockflow/sdk';
import { Link } from '@tanstack/react-router';
import { PackagePlus, SlidersHorizontal } from 'lucide-react';
import { formatQuantity } from '../format/number.ts';
import { Menu } from '../ui/menu.tsx';
import type { Column } from '../ui/table.tsx';
import type { LevelAct } from './level-dialog.tsx';

interface LevelColumnsOptions {
  /** What names a row: the product in a list of all, the warehouse in the list of one product. */
  of: 'product' | 'warehouse';
  /** Null for those who may not move stock. */
  onAct: ((act: LevelAct) => void) | null;
  instant: (instant: string) => string;
}

/** The columns of stock levels. */
export const levelColumns = ({ of, onAct, instant }: LevelColumnsOptions): Column<StockLevelListItem>[] => {
  const first = of === 'product' ? [productColumn, warehouseColumn] : [warehouseTitle];
  const changed: Column<StockLevelListItem> = {
    key: 'updated',
    header: 'Last change',
    width: 'minmax(9.5rem, 1fr)',
    align: 'end',
    cell: (level) => <span className="muted nowrap">{instant(level.updatedAt)}</span>,
  };
  return [...first, ...quantityColumns, changed, ...(onAct === null ? [] : [actColumn(onAct)])];
};

const productColumn: Column<StockLevelListItem> = {
  key: 'product',
  header: 'Product',
  width: 'minmax(13rem, 2fr)',
  narrow: 'title',
  cell: (level) => (
    <span className="two-lines">
      <Link to="/products/$productId" params={{ productId: level.productId }} className="row-link">
        {level.productName}
      </Link>
      <small className="mono">{level.sku}</small>
    </span>
  ),
};

const warehouseColumn: Column<StockLevelListItem> = {
  key: 'warehouse',
  header: 'Warehouse',
  width: 'minmax(8rem, 1fr)',
  narrow: 'meta',
  cell: (level) => level.warehouseName,
};

const warehouseTitle: Column<StockLevelListItem> = {
  key: 'warehouse',
  header: 'Warehouse',
  width: 'minmax(8rem, 1.4fr)',
  narrow: 'title',
  cell: (level) => <span className="strong">{level.warehouseName}</span>,
};

const quantityColumns: Column<StockLevelListItem>[] = [
  {
    key: 'available',
    header: 'Available',
    width: '5rem',
    align: 'end',
    narrow: 'value',
    cell: (level) => (
      <span className={level.available <= 0 ? 'danger-text strong' : 'strong'}>
        {formatQuantity(level.available)}
        <span className="narrow-only muted small"> available</span>
      </span>
    ),
  },
  {
    key: 'onHand',
    header: 'On hand',
    width: '5rem',
    align: 'end',
    narrow: 'extra',
    cell: (level) => (
      <>
        {formatQuantity(level.onHand)}
        <span className="narrow-only"> on hand, {formatQuantity(level.reserved)} reserved</span>
      </>
    ),
  },
  {
    key: 'reserved',
    header: 'Reserved',
    width: '5rem',
    align: 'end',
    cell: (level) => (
      <span className={level.reserved === 0 ? 'muted' : ''}>{formatQuantity(level.reserved)}</span>
    ),
  },
];

const actColumn = (onAct: (act: LevelAct) => void): Column<StockLevelListItem> => ({
  key: 'act',
  header: 'Actions',
  hideHeader: true,
  width: '2rem',
  align: 'end',
  narrow: 'action',
  cell: (level) => (
    <Menu
      label={`Receive or adjust ${level.productName} in ${level.warehouseName}`}
      acts={[
        { id: 'receive', label: 'Receive', icon: PackagePlus, run: () => onAct({ kind: 'receive', level }) },
        {
          id: 'adjust',
          label: 'Adjust',
          icon: SlidersHorizontal,
          run: () => onAct({ kind: 'adjust', level }),
        },
      ]}
    />
  ),
});
