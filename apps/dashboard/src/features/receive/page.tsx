import { useQuery } from '@tanstack/react-query';
import { PackagePlus } from 'lucide-react';
import { useState } from 'react';
import { suppliersQuery } from '../../api/reference.ts';
import { useCan } from '../../app/identity.ts';
import { units } from '../../format/number.ts';
import { NotAllowed } from '../../parts/not-allowed.tsx';
import { LineRows } from '../../parts/scan/line-rows.tsx';
import { unitsOf, withChanged, withScanned } from '../../parts/scan/lines.ts';
import { type Said, ScanBox } from '../../parts/scan/scan-box.tsx';
import { useWorkingWarehouse, WarehouseField } from '../../parts/working-warehouse.tsx';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Empty, Notice } from '../../ui/states.tsx';
import { BookedReceipt } from './booked.tsx';
import { ReceiptDetails, UnitCost } from './fields.tsx';
import { EMPTY_RECEIPT, missingIn, type Receipt, receiptInput } from './receipt.ts';
import { useReceipt } from './use-receipt.ts';

/** Goods have come in: scanned line by line, booked in one go. */
export function ReceivePage() {
  if (!useCan()('stock:write')) return <NotAllowed title="Receive" />;
  return <Receive />;
}

function Receive() {
  const work = useReceipt();
  const { receipt, change } = work;
  const [warehouseId, setWarehouse] = useWorkingWarehouse();
  const [missing, setMissing] = useState<Record<string, string>>({});
  const [clearing, setClearing] = useState(false);
  const { data: suppliers } = useQuery(suppliersQuery);
  const submit = () => {
    const gaps = missingIn(receipt, warehouseId);
    setMissing(gaps);
    if (warehouseId === null || Object.keys(gaps).length > 0) return;
    const supplier = suppliers?.find(({ id }) => id === receipt.supplierId)?.name ?? null;
    work.send(receiptInput(receipt, warehouseId, supplier));
  };
  const total = unitsOf(receipt.lines);
  return (
    <Page title="Receive">
      <Form
        className="aisle"
        onSubmit={submit}
        error={null}
        missing={{ ...work.refusal?.fields, ...missing }}
      >
        {work.refusal !== null && <Notice tone="danger">Nothing was booked. {work.refusal.message}</Notice>}
        {work.booked !== null && <BookedReceipt booked={work.booked} onUndone={work.forgetBooked} />}
        <Waiting work={work} />
        <div className="columns">
          <div>
            <WarehouseField label="Into" name="warehouseId" value={warehouseId} onChange={setWarehouse} />
            <ReceiptLines receipt={receipt} change={change} />
          </div>
          <div>
            <ReceiptDetails receipt={receipt} change={change} />
            <div className={receipt.lines.length > 0 ? 'aisle__bar aisle__bar--sticky' : 'aisle__bar'}>
              {(receipt.lines.length > 0 || receipt.codes.length > 0) && (
                <Button onPress={() => setClearing(true)}>Clear</Button>
              )}
              <Button type="submit" look="primary" icon={PackagePlus}>
                {total === 0 ? 'Receive' : `Receive ${units(total)}`}
              </Button>
            </div>
          </div>
        </div>
      </Form>
      <Confirm
        title="Clear this receipt?"
        action="Clear"
        keep="Keep it"
        destructive
        isOpen={clearing}
        onClose={() => setClearing(false)}
        onConfirm={() => {
          change(() => EMPTY_RECEIPT);
          setMissing({});
          setClearing(false);
        }}
        isPending={false}
      >
        What was scanned here is forgotten. Nothing of it is booked yet.
      </Confirm>
    </Page>
  );
}

function Waiting({ work }: { work: ReturnType<typeof useReceipt> }) {
  if (work.waiting.length === 0) return null;
  const count = unitsOf(work.waiting.flatMap(({ input }) => input.lines));
  return (
    <div className="booked" role="status">
      <p className="grow">
        {work.isStuck
          ? `${units(count)} wait for the server. They are kept on this device and booked once, as soon as it answers.`
          : `Booking ${units(count)}…`}
      </p>
      {work.isStuck && (
        <Button onPress={work.retryNow} isPending={work.isSending}>
          Try now
        </Button>
      )}
    </div>
  );
}

function ReceiptLines({
  receipt,
  change,
}: {
  receipt: Receipt;
  change: (by: (now: Receipt) => Receipt) => void;
}) {
  const take: React.ComponentProps<typeof ScanBox>['onProduct'] = (product, times): Said => {
    if (product.isBundle) {
      return { words: `${product.name} is a bundle: receive what it is made of.`, isGood: false };
    }
    change((now) => ({ ...now, lines: withScanned(now.lines, product, times) }));
    return { words: `+${times} ${product.name}`, isGood: true };
  };
  return (
    <Card title="What came in" flush>
      <div className="card__content">
        <ScanBox
          label="Scan or find a product"
          onProduct={take}
          codes={receipt.codes}
          onCodes={(by) => change((now) => ({ ...now, codes: by(now.codes) }))}
        />
      </div>
      {receipt.lines.length === 0 ? (
        <Empty icon={PackagePlus} title="Nothing scanned yet">
          Scan a barcode: each scan adds one. What you scan stays on this device until it is booked.
        </Empty>
      ) : (
        <LineRows
          label="Lines of the receipt"
          lines={receipt.lines}
          nameOf={(index) => `lines.${index}.quantity`}
          onQuantity={(productId, quantity) =>
            change((now) => ({ ...now, lines: withChanged(now.lines, productId, { quantity }) }))
          }
          onRemove={(line) =>
            change((now) => ({
              ...now,
              lines: now.lines.filter(({ productId }) => productId !== line.productId),
            }))
          }
          {...(receipt.hasCosts && {
            extra: (line, index) => <UnitCost line={line} index={index} change={change} />,
          })}
        />
      )}
    </Card>
  );
}
