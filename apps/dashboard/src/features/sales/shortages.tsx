import { useQuery } from '@tanstack/react-query';
import { warehousesQuery } from '../../api/reference.ts';
import { refusalOf } from '../../api/refusals.ts';
import { formatQuantity } from '../../format/number.ts';

interface NamedLine {
  productId: string;
  productName: string;
}

/** Not enough stock: every short line by name, with what was asked and what is there. Null for any other refusal. */
export const explainShortages = (error: unknown, lines: readonly NamedLine[]) => {
  const refusal = refusalOf(error);
  if (refusal?.code !== 'INSUFFICIENT_STOCK') return null;
  const names = new Map(lines.map((line) => [line.productId, line.productName]));
  return <Shortages shortages={refusal.details.shortages} names={names} />;
};

function Shortages({
  shortages,
  names,
}: {
  shortages: readonly {
    productId: string;
    sku: string | null;
    warehouseId: string | null;
    requested: number;
    available: number;
  }[];
  names: ReadonlyMap<string, string>;
}) {
  const { data: warehouses } = useQuery(warehousesQuery);
  return (
    <div>
      <p className="strong">There is not enough stock, so nothing was changed.</p>
      <ul>
        {shortages.map((shortage) => {
          const name = names.get(shortage.productId) ?? shortage.sku ?? shortage.productId;
          const warehouse = warehouses?.find((entry) => entry.id === shortage.warehouseId);
          return (
            <li key={`${shortage.productId}.${shortage.warehouseId}`}>
              {name}
              {shortage.sku !== null && names.has(shortage.productId) && (
                <span className="mono"> {shortage.sku}</span>
              )}
              : {formatQuantity(shortage.requested)} asked, {formatQuantity(shortage.available)} available
              {warehouse !== undefined && ` in ${warehouse.name}`}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
