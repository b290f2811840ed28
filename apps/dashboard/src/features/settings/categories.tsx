import type { Category } from '@stockflow/sdk';
import { useQuery } from '@tanstack/react-query';
import { Tags } from 'lucide-react';
import { useState } from 'react';
import { categoriesQuery } from '../../api/reference.ts';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { formatQuantity } from '../../format/number.ts';
import { EditDialog } from '../../ui/edit-dialog.tsx';
import { QuantityField, TextField } from '../../ui/field.tsx';
import type { Column } from '../../ui/table.tsx';
import { toast } from '../../ui/toast.tsx';
import { CATEGORY_CSV } from './csv.ts';
import { Entries } from './entries.tsx';

const columns: Column<Category>[] = [
  {
    key: 'description',
    header: 'Description',
    width: 'minmax(10rem, 3fr)',
    narrow: 'meta',
    cell: (category) => <span className="soft">{category.description ?? '–'}</span>,
  },
  {
    key: 'threshold',
    header: 'Low at',
    width: '9rem',
    align: 'end',
    narrow: 'extra',
    cell: (category) =>
      category.lowStockThreshold === null ? (
        <span className="muted">as the company</span>
      ) : (
        `${formatQuantity(category.lowStockThreshold)} or fewer`
      ),
  },
];

export function CategorySettings() {
  return (
    <Entries
      title="Categories"
      noun="category"
      icon={Tags}
      about="Products of a category share the level at which they are low."
      query={useQuery(categoriesQuery)}
      columns={columns}
      csv={CATEGORY_CSV}
      setActive={({ id }, active, key) =>
        active
          ? stockflow.categories.update({ categoryId: id, active, ...key })
          : stockflow.categories.deactivate({ categoryId: id, ...key })
      }
      editor={(category, onClose) => <CategoryDialog category={category} onClose={onClose} />}
    />
  );
}

function CategoryDialog({ category, onClose }: { category: Category | null; onClose: () => void }) {
  const [name, setName] = useState(category?.name ?? '');
  const [description, setDescription] = useState(category?.description ?? '');
  const [threshold, setThreshold] = useState(category === null ? 10 : category.lowStockThreshold);
  const save = useWrite({
    write: (input: { name: string; description: string | null; lowStockThreshold: number | null }, key) =>
      category === null
        ? stockflow.categories.create({ ...input, ...key })
        : stockflow.categories.update({
            ...input,
            ...key,
            categoryId: category.id,
            expectedVersion: category.version,
          }),
    refreshes: ['categories', 'products', 'alerts', 'thresholds'],
    onDone: (saved) => {
      toast(`${saved.name} is saved.`);
      onClose();
    },
  });
  const described = description.trim() === '' ? null : description;
  return (
    <EditDialog
      title={category === null ? 'Add category' : 'Edit category'}
      onClose={onClose}
      onSubmit={() => save.mutate({ name, description: described, lowStockThreshold: threshold })}
      isPending={save.isPending}
      error={save.error}
    >
      <TextField label="Name" name="name" isRequired autoFocus value={name} onChange={setName} />
      <TextField
        label="Description"
        name="description"
        multiline
        value={description}
        onChange={setDescription}
      />
      <QuantityField
        label="Low at"
        name="lowStockThreshold"
        minValue={0}
        description="Units. Empty: as the company says"
        value={threshold}
        onChange={setThreshold}
      />
    </EditDialog>
  );
}
