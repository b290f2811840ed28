import { Link } from '@tanstack/react-router';
import { useWarehouseOptions } from '../../parts/reference-filters.tsx';
import { SelectField } from '../../ui/select.tsx';
import { FIELDS, type FieldId, type Mapping } from './fields.ts';
import type { CsvFile } from './read-file.ts';

const NONE = 'none';

/** Which column fills which field, with a value of each to recognise it by; and where the stock lies. */
export function Columns({
  file,
  mapping,
  onMapping,
  warehouse,
}: {
  file: CsvFile;
  mapping: Mapping;
  onMapping: (mapping: Mapping) => void;
  warehouse: { id: string | null; onChange: (id: string) => void } | null;
}) {
  const columns = file.headers.map((header, index) => ({
    id: String(index),
    label: header === '' ? `Column ${index + 1}` : header,
  }));
  const sampleOf = (field: FieldId): string => {
    const column = mapping[field];
    if (column === null) return '';
    const value = file.rows.find((row) => (row[column] ?? '').trim() !== '')?.[column] ?? '';
    return value.trim().slice(0, 40);
  };
  return (
    <div className="stack">
      {warehouse !== null && <WarehouseChoice {...warehouse} />}
      <div className="import-columns">
        {FIELDS.map(({ id, label, isRequired = false }) => (
          <SelectField
            key={id}
            label={label}
            name={id}
            isRequired={isRequired}
            description={sampleOf(id) === '' ? undefined : `such as ${sampleOf(id)}`}
            options={[{ id: NONE, label: isRequired ? 'Choose a column' : 'Not in the file' }, ...columns]}
            value={mapping[id] === null ? NONE : String(mapping[id])}
            onChange={(column) => onMapping({ ...mapping, [id]: column === NONE ? null : Number(column) })}
          />
        ))}
      </div>
    </div>
  );
}

function WarehouseChoice({ id, onChange }: { id: string | null; onChange: (id: string) => void }) {
  const warehouses = useWarehouseOptions();
  if (warehouses.length === 0) {
    return (
      <p className="soft">
        The file has quantities, and there is no warehouse yet that could hold them.{' '}
        <Link to="/settings/warehouses">Add a warehouse</Link> first, or leave the quantity out.
      </p>
    );
  }
  return (
    <div className="import-columns">
      <SelectField
        label="The stock lies in"
        name="warehouseId"
        isRequired
        options={warehouses}
        value={id}
        onChange={onChange}
      />
    </div>
  );
}
