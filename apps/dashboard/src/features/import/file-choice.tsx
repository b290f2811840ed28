import { FileSpreadsheet, FileUp } from 'lucide-react';
import { useState } from 'react';
import { DropZone, FileTrigger, isFileDropItem, Text } from 'react-aria-components';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { Notice } from '../../ui/states.tsx';
import { type CsvFile, readCsv, UnreadableFile } from './read-file.ts';

const EXAMPLE = `sku,name,price,cost,quantity,category,barcode
TEA-ASSAM-250,"Assam tea, loose leaf 250 g",6.90,2.40,93,Tea,4006381333931
MUG-WHITE,"Stoneware mug, white",11.00,4.75,34,Tableware,
`;

/** Takes a file that is chosen or dropped, or says why it cannot. */
export function FileChoice({ onChoose }: { onChoose: (file: CsvFile) => void }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isReading, setIsReading] = useState(false);
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    setProblem(null);
    setIsReading(true);
    try {
      onChoose(await readCsv(file));
    } catch (error) {
      setProblem(error instanceof UnreadableFile ? error.message : 'The file could not be read.');
      setIsReading(false);
    }
  };
  return (
    <Card>
      <div className="stack">
        {problem !== null && <Notice tone="danger">{problem}</Notice>}
        <DropZone
          className="drop"
          onDrop={(event) => {
            const dropped = event.items.find(isFileDropItem);
            void dropped?.getFile().then(take);
          }}
        >
          <FileSpreadsheet size={28} aria-hidden className="muted" />
          <Text slot="label" className="strong">
            Drop a CSV file here
          </Text>
          <FileTrigger
            acceptedFileTypes={['.csv', '.tsv', '.txt', 'text/csv']}
            onSelect={(files) => void take(files?.[0])}
          >
            <Button look="primary" icon={FileUp} isPending={isReading}>
              Choose a file
            </Button>
          </FileTrigger>
        </DropZone>
        <div className="soft stack stack--tight">
          <p>
            The first row names the columns. SKU, name and price are needed; cost, quantity, category,
            barcode, description, threshold and weight are taken where they are there.
          </p>
          <p>
            Products whose SKU you have already stay as they are. Nothing is made before you have seen what
            will be.
          </p>
          <p>
            <a href={`data:text/csv;charset=utf-8,${encodeURIComponent(EXAMPLE)}`} download="products.csv">
              Download an example
            </a>
          </p>
        </div>
      </div>
    </Card>
  );
}
