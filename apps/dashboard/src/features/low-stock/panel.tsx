import type { LowStockAlert, LowStockAnswer } from '@stockflow/sdk';
import { Link } from '@tanstack/react-router';
import { Mail, Package, PackagePlus } from 'lucide-react';
import { useState } from 'react';
import { useCan, useFormat } from '../../app/identity.ts';
import { times } from '../../format/decimal.ts';
import { formatQuantity } from '../../format/number.ts';
import { ReceiveDialog } from '../../parts/receive-dialog.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Facts } from '../../ui/page.tsx';
import { daysLeft, SeverityBadge } from './columns.tsx';
import { DemandWords, OrderWords, StockWords } from './words.tsx';

type Summary = LowStockAnswer['summary'];

/** One alert with every figure behind it, in words. */
export function AlertPanel({
  alert,
  summary,
  onClose,
}: {
  alert: LowStockAlert | undefined;
  summary: Summary | undefined;
  onClose: () => void;
}) {
  const [receiving, setReceiving] = useState<LowStockAlert | null>(null);
  return (
    <>
      <Dialog side title={alert?.product.name ?? ''} isOpen={alert !== undefined} onClose={onClose}>
        {alert !== undefined && summary !== undefined && (
          <Details alert={alert} summary={summary} onReceive={() => setReceiving(alert)} />
        )}
      </Dialog>
      {receiving !== null && (
        <ReceiveDialog
          product={receiving.product}
          warehouseId={receiving.warehouse.id}
          quantity={receiving.suggestedOrderQuantity}
          onClose={() => setReceiving(null)}
        />
      )}
    </>
  );
}

function Details({
  alert,
  summary,
  onReceive,
}: {
  alert: LowStockAlert;
  summary: Summary;
  onReceive: () => void;
}) {
  const can = useCan();
  return (
    <>
      <div className="dialog__content explained">
        <div className="row row--wrap">
          <SeverityBadge alert={alert} />
          <span className="muted">
            <span className="mono">{alert.product.sku}</span> · {alert.warehouse.name}
          </span>
        </div>
        <div className="big-figures">
          <Figure name="Available" value={formatQuantity(alert.stock.available)} />
          <Figure name="Runs out in" value={daysLeft(alert)} />
          <Figure
            name="Order"
            value={alert.suggestedOrderQuantity === null ? '–' : formatQuantity(alert.suggestedOrderQuantity)}
          />
        </div>
        <StockWords alert={alert} />
        <DemandWords alert={alert} summary={summary} />
        <OrderWords alert={alert} summary={summary} />
        <SupplierFacts alert={alert} />
      </div>
      <footer className="dialog__footer">
        <Link
          to="/products/$productId"
          params={{ productId: alert.product.id }}
          className={buttonClass('secondary')}
        >
          <span className="button__face">
            <Package size={16} aria-hidden />
            Open product
          </span>
        </Link>
        {can('stock:write') && (
          <Button look="primary" icon={PackagePlus} onPress={onReceive}>
            Receive stock
          </Button>
        )}
      </footer>
    </>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <p className="big-figure">
      <small>{name}</small>
      <b className="num">{value}</b>
    </p>
  );
}

function SupplierFacts({ alert }: { alert: LowStockAlert }) {
  const format = useFormat();
  const { supplier, suggestedOrderQuantity: quantity } = alert;
  if (supplier === null) return null;
  const facts = [
    { name: 'Supplier', value: supplier.name },
    { name: 'Their SKU', value: <span className="mono">{supplier.supplierSku ?? '–'}</span> },
    { name: 'Price a unit', value: format.money(supplier.price) },
    ...(quantity === null
      ? []
      : [{ name: 'Order value', value: format.money(times(supplier.price, quantity)) }]),
    ...(supplier.contactEmail === null
      ? []
      : [{ name: 'Contact', value: <OrderMail alert={alert} address={supplier.contactEmail} /> }]),
  ];
  return (
    <section>
      <h3>Supplier</h3>
      <Facts facts={facts} />
    </section>
  );
}

/** A mail to the supplier that says what to send; the person's own mail program sends it. */
function OrderMail({ alert, address }: { alert: LowStockAlert; address: string }) {
  const { supplier, product, suggestedOrderQuantity: quantity } = alert;
  const theirs = supplier?.supplierSku == null ? '' : ` (your ${supplier.supplierSku})`;
  const body = `Please send ${quantity === null ? '' : `${quantity} units of `}${product.name}, ${product.sku}${theirs}.`;
  const href = `mailto:${address}?subject=${encodeURIComponent(`Order: ${product.name}`)}&body=${encodeURIComponent(body)}`;
  return (
    <a href={href} className="row">
      <Mail size={15} aria-hidden />
      {address}
    </a>
  );
}
