import { useState } from 'react';
import { useCan } from '../../app/identity.ts';
import { NotAllowed } from '../../parts/not-allowed.tsx';
import { Page } from '../../ui/page.tsx';
import { guessMapping, type Mapping } from './fields.ts';
import { FileChoice } from './file-choice.tsx';
import { ImportFile } from './import-file.tsx';
import type { CsvFile } from './read-file.ts';

/** Products, and the stock that there is of them, from a CSV file. */
export function ImportPage() {
  const can = useCan();
  const [file, setFile] = useState<CsvFile | null>(null);
  const [mapping, setMapping] = useState<Mapping>(() => guessMapping([]));
  if (!can('catalogue:write')) return <NotAllowed title="Import products" />;
  const choose = (chosen: CsvFile) => {
    setFile(chosen);
    setMapping(guessMapping(chosen.headers));
  };
  return (
    <Page
      title="Import products"
      subtitle="From a CSV file of a spreadsheet or another system"
      back={{ to: '/products', label: 'Products' }}
    >
      {file === null ? (
        <FileChoice onChoose={choose} />
      ) : (
        <ImportFile file={file} mapping={mapping} onMapping={setMapping} onOther={() => setFile(null)} />
      )}
    </Page>
  );
}
