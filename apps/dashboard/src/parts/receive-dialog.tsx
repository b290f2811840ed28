import type { ReceiveStockInput } from '@stockflow/sdk';
import { useState } from 'react';
import { STOCK_ROOTS } from '../api/keys.ts';
import { stockflow } from '../api/stockflow.ts';
import { useWrite } from '../api/use-write.ts';
import { present } from '../app/address.ts';
import { useFormat } from '../app/identity.ts';
import { fromDecimal, toDecimal } from '../format/decimal.ts';
import { units } from '../format/number.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { QuantityField, TextField } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { SelectField } from '../ui/select.tsx';
import { toast } from '../ui/toast.tsx';
import { ProductPicker } from './product-picker.tsx';
import { useWarehouseOptions } from './reference-filters.tsx';

interface ReceiveDialogProps {
  /** What is received; without one the dialog asks. */
  product?: { id: string; name: string; sku: string };
  warehouseId?: string;
  /** A first guess of how many. */
  quantity?: number | null;
  /** What one unit cost the last time. */
  unitCost?: string | null;
  onClose: () => void;
}

/** Goods have come in: how many, where, at what cost. */
export function ReceiveDialog(props: ReceiveDialogProps) {
  const [product, setProduct] = useState(props.product ?? null);
  const [warehouseId, setWarehouseId] = useState(props.warehouseId ?? null);
  const [quantity, setQuantity] = useState(props.quantity ?? null);
  const [unitCost, setUnitCost] = useState(props.unitCost == null ? '' : fromDecimal(props.unitCost));
  const [notes, setNotes] = useState('');
  const [missing, setMissing] = useState<Record<string, string>>({});
  const receive = useWrite({
    write: (input: ReceiveStockInput, key) => stockflow.inventory.receive({ ...input, ...key }),
    refreshes: STOCK_ROOTS,
    onDone: () => {
      toast(`Received ${units(quantity ?? 0)} of ${product?.name}.`);
      props.onClose();
    },
  });
  const submit = () => {
    const gaps = missingOf(product, warehouseId, quantity);
    setMissing(gaps);
    if (product === null || warehouseId === null || quantity === null || Object.keys(gaps).length > 0) return;
    const cost = unitCost.trim() === '' ? undefined : toDecimal(unitCost);
    const note = notes.trim() === '' ? undefined : notes;
    receive.mutate({
      lines: [present({ productId: product.id, warehouseId, quantity, unitCost: cost, notes: note })],
    });
  };
  return (
    <Dialog title="Receive stock" isOpen onClose={props.onClose} isBusy={receive.isPending}>
      <Form className="" onSubmit={submit} error={receive.error} missing={missing}>
        <div className="dialog__content form">
          {props.product === undefined ? (
            <ProductPicker label="Product" name="lines.0.productId" onPick={setProduct} keeps autoFocus />
          ) : (
            <ProductLine product={props.product} />
          )}
          <ReceiveFields
            warehouseId={warehouseId}
            onWarehouse={setWarehouseId}
            quantity={quantity}
            onQuantity={setQuantity}
            unitCost={unitCost}
            onUnitCost={setUnitCost}
            notes={notes}
            onNotes={setNotes}
            focusQuantity={props.product !== undefined}
          />
        </div>
        <footer className="dialog__footer">
          <Button onPress={props.onClose} isDisabled={receive.isPending}>
            Cancel
          </Button>
          <Button type="submit" look="primary" isPending={receive.isPending}>
            Receive
          </Button>
        </footer>
      </Form>
    </Dialog>
  );
}

const missingOf = (product: unknown, warehouseId: unknown, quantity: unknown): Record<string, string> => ({
  ...(product === null && { 'lines.0.productId': 'Choose a product.' }),
  ...(warehouseId === null && { 'lines.0.warehouseId': 'Choose a warehouse.' }),
  ...(quantity === null && { 'lines.0.quantity': 'Say how many.' }),
});

/** Which product a dialog is about. */
export function ProductLine({ product }: { product: { name: string; sku: string } }) {
  return (
    <p>
      <span className="strong">{product.name}</span> <span className="mono muted">{product.sku}</span>
    </p>
  );
}

function ReceiveFields(props: {
  warehouseId: string | null;
  onWarehouse: (id: string) => void;
  quantity: number | null;
  onQuantity: (quantity: number | null) => void;
  unitCost: string;
  onUnitCost: (cost: string) => void;
  notes: string;
  onNotes: (notes: string) => void;
  focusQuantity: boolean;
}) {
  const warehouses = useWarehouseOptions();
  const { currency } = useFormat();
  return (
    <>
      <SelectField
        label="Warehouse"
        name="lines.0.warehouseId"
        isRequired
        options={warehouses}
        value={props.warehouseId}
        onChange={props.onWarehouse}
      />
      <div className="form__row">
        <QuantityField
          label="Quantity"
          name="lines.0.quantity"
          isRequired
          minValue={1}
          autoFocus={props.focusQuantity}
          value={props.quantity}
          onChange={props.onQuantity}
        />
        <TextField
          label="Cost a unit"
          name="lines.0.unitCost"
          inputMode="decimal"
          prefix={currency}
          value={props.unitCost}
          onChange={props.onUnitCost}
        />
      </div>
      <TextField
        label="Notes"
        name="lines.0.notes"
        placeholder="Delivery note, order number…"
        value={props.notes}
        onChange={props.onNotes}
      />
    </>
  );
}
