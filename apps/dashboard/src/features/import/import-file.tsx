import { useMemo, useState } from 'react';
import { formatQuantity, units } from '../../format/number.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { type CheckedRows, checkRows } from './check-rows.ts';
import { Columns } from './columns.tsx';
import { FIELDS, type Mapping } from './fields.ts';
import { ImportPreview } from './preview.tsx';
import { ImportProgressCard } from './progress.tsx';
import type { CsvFile } from './read-file.ts';
import { useImport } from './use-import.ts';

const NOTHING: CheckedRows = { good: [], problems: [], badRows: 0 };

/** One file: which column is what, what will come of it, and the import itself. */
export function ImportFile({
  file,
  mapping,
  onMapping,
  onOther,
}: {
  file: CsvFile;
  mapping: Mapping;
  onMapping: (mapping: Mapping) => void;
  onOther: () => void;
}) {
  const missing = FIELDS.filter(({ id, isRequired }) => isRequired === true && mapping[id] === null);
  const checked = useMemo(
    () => (missing.length === 0 ? checkRows(file.rows, mapping) : NOTHING),
    [file, mapping, missing.length],
  );
  const [warehouseId, setWarehouseId] = useState<string | null>(null);
  const hasStock = checked.good.some(({ quantity }) => quantity > 0);
  const run = useImport(checked.good, hasStock ? warehouseId : null);
  if (run.state !== 'ready') {
    return (
      <ImportProgressCard run={run} total={checked.good.length} badRows={checked.badRows} onOther={onOther} />
    );
  }
  const needsWarehouse = hasStock && warehouseId === null;
  return (
    <>
      <Card
        title={file.name}
        actions={
          <Button small onPress={onOther}>
            Another file
          </Button>
        }
      >
        <Columns
          file={file}
          mapping={mapping}
          onMapping={onMapping}
          warehouse={hasStock ? { id: warehouseId, onChange: setWarehouseId } : null}
        />
      </Card>
      {missing.length > 0 ? (
        <p className="soft" role="status">
          Choose the column for: {missing.map(({ label }) => label).join(', ')}.
        </p>
      ) : (
        <ImportPreview checked={checked} />
      )}
      <div className="form__actions">
        {needsWarehouse && <p className="soft">Say where the stock lies, above.</p>}
        <Button
          look="primary"
          isDisabled={checked.good.length === 0 || needsWarehouse}
          onPress={() => void run.start()}
        >
          Import {units(checked.good.length, 'product')}
          {checked.badRows > 0 && ` of ${formatQuantity(checked.good.length + checked.badRows)}`}
        </Button>
      </div>
    </>
  );
}
