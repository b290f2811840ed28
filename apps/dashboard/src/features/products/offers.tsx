import type { Product, RemoveSupplierOfferInput, SupplierOffer } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { productOffersQuery } from '../../api/queries.ts';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { useCan, useFormat } from '../../app/identity.ts';
import { formatQuantity, units } from '../../format/number.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { Problem } from '../../ui/form.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Card } from '../../ui/page.tsx';
import { LoadProblem, Skeleton } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { OfferDialog } from './offer-dialog.tsx';

/** Who supplies the product, at what terms. */
export function ProductOffers({ product }: { product: Product }) {
  const can = useCan();
  const query = useQuery(productOffersQuery(product.id));
  const [editing, setEditing] = useState<SupplierOffer | 'new' | null>(null);
  const [removing, setRemoving] = useState<SupplierOffer | null>(null);
  const mayEdit = can('catalogue:write');
  return (
    <Card
      title="Suppliers"
      actions={
        mayEdit && (
          <Button small icon={Plus} onPress={() => setEditing('new')}>
            Add
          </Button>
        )
      }
    >
      {query.data === undefined ? (
        query.isError ? (
          <LoadProblem
            error={query.error}
            onRetry={() => void query.refetch()}
            isRetrying={query.isFetching}
          />
        ) : (
          <Skeleton lines={1} />
        )
      ) : query.data.items.length === 0 ? (
        <p className="muted">No supplier yet. Without a primary supplier no order is suggested.</p>
      ) : (
        <ul className="stack">
          {query.data.items.map((offer) => (
            <Offer
              key={offer.supplierId}
              offer={offer}
              mayEdit={mayEdit}
              onEdit={setEditing}
              onRemove={setRemoving}
            />
          ))}
        </ul>
      )}
      {editing !== null && (
        <OfferDialog
          productId={product.id}
          offer={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
      {removing !== null && <RemoveOffer offer={removing} onClose={() => setRemoving(null)} />}
    </Card>
  );
}

function Offer({
  offer,
  mayEdit,
  onEdit,
  onRemove,
}: {
  offer: SupplierOffer;
  mayEdit: boolean;
  onEdit: (offer: SupplierOffer) => void;
  onRemove: (offer: SupplierOffer) => void;
}) {
  const format = useFormat();
  const terms = [
    `${units(offer.leadTimeDays, 'day')} lead time`,
    ...(offer.minimumOrderQuantity > 1 ? [`at least ${formatQuantity(offer.minimumOrderQuantity)}`] : []),
    ...(offer.packSize > 1 ? [`packs of ${formatQuantity(offer.packSize)}`] : []),
  ];
  return (
    <li className="row">
      <div className="grow">
        <p className="row row--wrap">
          <span className="strong">{offer.supplierName}</span>
          {offer.primary && <Badge tone="accent">Primary</Badge>}
        </p>
        <p className="num">
          {format.money(offer.price)} <span className="muted">a unit</span>
          {offer.supplierSku !== null && <span className="muted mono"> · {offer.supplierSku}</span>}
        </p>
        <p className="muted small">{terms.join(' · ')}</p>
      </div>
      {mayEdit && (
        <Menu
          label={`Change the offer of ${offer.supplierName}`}
          acts={[
            { id: 'edit', label: 'Edit', icon: Pencil, run: () => onEdit(offer) },
            { id: 'remove', label: 'Remove', icon: Trash2, destructive: true, run: () => onRemove(offer) },
          ]}
        />
      )}
    </li>
  );
}

function RemoveOffer({ offer, onClose }: { offer: SupplierOffer; onClose: () => void }) {
  const remove = useWrite({
    write: (input: RemoveSupplierOfferInput, key) => stockflow.suppliers.removeOffer({ ...input, ...key }),
    refreshes: ['offers', 'alerts'],
    onDone: () => {
      toast(`The offer of ${offer.supplierName} is removed.`);
      onClose();
    },
  });
  return (
    <Confirm
      title={`Remove the offer of ${offer.supplierName}?`}
      action="Remove"
      destructive
      isOpen
      onClose={onClose}
      onConfirm={() => remove.mutate({ supplierId: offer.supplierId, productId: offer.productId })}
      isPending={remove.isPending}
      problem={<Problem error={remove.error} />}
    >
      {offer.primary
        ? 'It is the primary offer: until another one is, no order is suggested for this product.'
        : 'Its price and terms for this product are forgotten.'}
    </Confirm>
  );
}
