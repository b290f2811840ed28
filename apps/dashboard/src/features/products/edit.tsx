import type { CreateProductInput, Product, UpdateProductInput } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { productQuery } from '../../api/queries.ts';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { useCan } from '../../app/identity.ts';
import { NotAllowed } from '../../parts/not-allowed.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { LoadProblem, Skeleton } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { explainConflict } from './conflict.tsx';
import { changesOf, emptyForm, formOf, newProductOf } from './form-values.ts';
import { ProductForm } from './product-form.tsx';

/** A new product, and its first stock. */
export function NewProductPage() {
  const navigate = useNavigate();
  const can = useCan();
  const [form, setForm] = useState(emptyForm);
  const create = useWrite({
    write: (input: CreateProductInput, key) => stockflow.products.create({ ...input, ...key }),
    refreshes: ['products', 'levels', 'alerts'],
    onDone: ({ product }) => {
      toast(`${product.name} is created.`);
      void navigate({ to: '/products/$productId', params: { productId: product.id }, replace: true });
    },
  });
  if (!can('catalogue:write')) return <NotAllowed title="New product" />;
  return (
    <Page title="New product" back={{ to: '/products', label: 'Products' }} narrow>
      <ProductForm
        form={form}
        onChange={setForm}
        onSubmit={() => create.mutate(newProductOf(form))}
        error={create.error}
        isPending={create.isPending}
        action="Create product"
        isNew
      />
    </Page>
  );
}

const route = getRouteApi('/app/products/$productId/edit');

/** Changes a product; refuses to write over what somebody else has changed since. */
export function EditProductPage() {
  const { productId } = route.useParams();
  const query = useQuery(productQuery(productId));
  const can = useCan();
  if (!can('catalogue:write')) return <NotAllowed title="Edit product" />;
  if (query.data !== undefined) return <EditProduct product={query.data} />;
  return (
    <Page title="Edit product" back={{ to: '/products', label: 'Products' }} narrow>
      <Card>
        {query.isError ? (
          <LoadProblem
            error={query.error}
            onRetry={() => void query.refetch()}
            isRetrying={query.isFetching}
          />
        ) : (
          <Skeleton lines={8} />
        )}
      </Card>
    </Page>
  );
}

function EditProduct({ product }: { product: Product }) {
  const navigate = useNavigate();
  // What the person began from: a newer one that is read meanwhile must not be written over unseen.
  const [start, setStart] = useState(product);
  const [form, setForm] = useState(() => formOf(product));
  const leave = () => void navigate({ to: '/products/$productId', params: { productId: product.id } });
  const update = useWrite({
    write: (input: UpdateProductInput, key) => stockflow.products.update({ ...input, ...key }),
    refreshes: ['products', 'alerts'],
    onDone: (saved) => {
      toast(`${saved.name} is saved.`);
      leave();
    },
  });
  const save = (expectedVersion: number) =>
    update.mutate({ productId: product.id, ...changesOf(start, form), expectedVersion });
  const takeTheirs = async () => {
    const theirs = await stockflow.products.get({ productId: product.id });
    setStart(theirs);
    setForm(formOf(theirs));
    update.reset();
  };
  return (
    <Page title={`Edit ${start.name}`} back={{ to: '/products', label: 'Products' }} narrow>
      <ProductForm
        form={form}
        onChange={setForm}
        onSubmit={() => save(start.version)}
        onCancel={leave}
        error={update.error}
        explain={(error) => explainConflict({ error, onTheirs: takeTheirs, onMine: save })}
        isPending={update.isPending}
        action="Save"
      />
    </Page>
  );
}
