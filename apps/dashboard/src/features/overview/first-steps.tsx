import type { Overview } from '@stockflow/sdk';
import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleDashed, FileUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { useCan } from '../../app/identity.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';

/** True once there is something to oversee: a warehouse, a product, and stock that has moved. */
export const isSetUp = ({ catalogue, stock }: Overview): boolean =>
  catalogue.warehouses > 0 && catalogue.products > 0 && stock.productsStocked > 0;

/** The way from an empty company to the first figures; what is done is ticked. */
export function FirstSteps({ overview: { catalogue, stock } }: { overview: Overview }) {
  const can = useCan();
  const hasWarehouse = catalogue.warehouses > 0;
  const hasProduct = catalogue.products > 0;
  return (
    <Card title="First steps">
      <div className="stack">
        <p className="soft">
          {can('catalogue:write')
            ? 'Three steps, and this page shows what to order, what to ship and what your stock is worth.'
            : 'There is no stock yet. A manager of your company adds warehouses and products.'}
        </p>
        <ol className="steps">
          <Step
            title="Add a warehouse"
            done={hasWarehouse}
            action={
              can('catalogue:write') && (
                <Link
                  to="/settings/warehouses"
                  className={buttonClass(hasWarehouse ? 'secondary' : 'primary', true)}
                >
                  Add a warehouse
                </Link>
              )
            }
          >
            A place that holds stock: a hall, a shop, a shelf in the garage.
          </Step>
          <Step
            title="Add your products"
            done={hasProduct}
            action={can('catalogue:write') && <AddProducts isNext={hasWarehouse && !hasProduct} />}
          >
            From a CSV file of your shop system or spreadsheet, with the stock that you have; or one by one.
          </Step>
          <Step
            title="Put stock into it"
            done={stock.productsStocked > 0}
            action={
              can('stock:write') &&
              hasWarehouse &&
              hasProduct && (
                <Link to="/stock/receive" className={buttonClass('primary', true)}>
                  Receive stock
                </Link>
              )
            }
          >
            What lies there now, with its cost. The import does it too where the file has quantities.
          </Step>
        </ol>
      </div>
    </Card>
  );
}

function AddProducts({ isNext }: { isNext: boolean }) {
  return (
    <>
      <Link to="/products/import" className={buttonClass(isNext ? 'primary' : 'secondary', true)}>
        <span className="button__face">
          <FileUp size={14} aria-hidden />
          Import a CSV
        </span>
      </Link>
      <Link to="/products/new" className={buttonClass('secondary', true)}>
        Add a product
      </Link>
    </>
  );
}

function Step({
  title,
  done,
  action,
  children,
}: {
  title: string;
  done: boolean;
  action: ReactNode;
  children: ReactNode;
}) {
  const Icon = done ? CircleCheck : CircleDashed;
  return (
    <li className="step">
      <Icon size={20} aria-hidden className={done ? 'ok-text' : 'muted'} />
      <div className="grow">
        <p className="strong">
          {title}
          {done && <span className="sr-only"> (done)</span>}
        </p>
        <p className="soft small">{children}</p>
      </div>
      {!done && action !== false && <div className="row row--wrap">{action}</div>}
    </li>
  );
}
