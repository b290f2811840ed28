import type { Alert } from '@stockflow/sdk';
import { Mail } from 'lucide-react';
import { useFormat } from '../../app/identity.ts';
import { times } from '../../format/decimal.ts';
import { formatQuantity, units } from '../../format/number.ts';
import { addDays, dayInZone, formatDay } from '../../format/time.ts';
import { Facts } from '../../ui/page.tsx';
import { Notice } from '../../ui/states.tsx';

/** What to order, from whom, what it costs, and whether it comes in time. */
export function Order({ alert }: { alert: Alert }) {
  const format = useFormat();
  const { supplier, suggestedOrderQuantity: quantity } = alert;
  if (supplier === null) {
    return (
      <section>
        <h3>Order</h3>
        <p>No supplier is set as primary for this product, so nothing is suggested.</p>
      </section>
    );
  }
  const facts = [
    ...(quantity === null || quantity === 0
      ? []
      : [
          { name: 'Order', value: <OrderWords alert={alert} /> },
          {
            name: 'Costs',
            value: `${format.money(times(supplier.price, quantity))} (${format.money(supplier.price)} a unit)`,
          },
        ]),
    { name: 'From', value: supplier.name },
    { name: 'Their SKU', value: <span className="mono">{supplier.supplierSku ?? '–'}</span> },
    { name: 'Lead time', value: <Arrival alert={alert} /> },
    ...(supplier.contactEmail === null
      ? []
      : [{ name: 'Contact', value: <OrderMail alert={alert} address={supplier.contactEmail} /> }]),
  ];
  return (
    <section>
      <h3>Order</h3>
      {quantity === null && <p>Without demand nothing is suggested.</p>}
      {quantity === 0 && <p>What is there and on the way is enough until the next order.</p>}
      <Facts facts={facts} />
      <Late alert={alert} />
    </section>
  );
}

function OrderWords({ alert: { supplier, suggestedOrderQuantity: quantity } }: { alert: Alert }) {
  if (supplier === null || quantity === null) return null;
  const { packSize, minimumOrderQuantity } = supplier;
  const notes = [
    packSize > 1 ? `${units(Math.ceil(quantity / packSize), 'pack')} of ${formatQuantity(packSize)}` : '',
    minimumOrderQuantity > 1 ? `at least ${formatQuantity(minimumOrderQuantity)}` : '',
  ].filter((note) => note !== '');
  return (
    <>
      <strong>{units(quantity)}</strong>
      {notes.length > 0 && <span className="muted"> ({notes.join('; ')})</span>}
    </>
  );
}

function Arrival({ alert: { supplier } }: { alert: Alert }) {
  const { timeZone } = useFormat();
  if (supplier === null) return null;
  const arrives = addDays(dayInZone(new Date(), timeZone), supplier.leadTimeDays);
  return `${units(supplier.leadTimeDays, 'day')}: ordered today it comes about ${formatDay(arrives)}`;
}

/** The warning that counts most: it runs out before the order can be there. */
function Late({
  alert: { supplier, daysUntilStockout: days, stock, suggestedOrderQuantity: quantity },
}: {
  alert: Alert;
}) {
  if (supplier === null || days === null || quantity === null || quantity === 0) return null;
  const late = supplier.leadTimeDays - days;
  if (late <= 0) return null;
  const words =
    stock.available <= 0
      ? `It is out of stock until then: ${units(supplier.leadTimeDays, 'day')}.`
      : `It runs out ${units(late, 'day')} before an order of today arrives.`;
  return <Notice tone="warn">{words}</Notice>;
}

/** A mail to the supplier that says what to send; the person's own mail program sends it. */
function OrderMail({ alert, address }: { alert: Alert; address: string }) {
  const { supplier, product, suggestedOrderQuantity: quantity } = alert;
  const theirs = supplier?.supplierSku == null ? '' : ` (your ${supplier.supplierSku})`;
  const many = quantity === null || quantity === 0 ? '' : `${quantity} units of `;
  const body = `Please send ${many}${product.name}, ${product.sku}${theirs}.`;
  const href = `mailto:${address}?subject=${encodeURIComponent(`Order: ${product.name}`)}&body=${encodeURIComponent(body)}`;
  return (
    <a href={href} className="row">
      <Mail size={15} aria-hidden />
      {address}
    </a>
  );
}
