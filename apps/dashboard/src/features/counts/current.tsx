import { CloudOff, CloudUpload, Undo2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useFormat } from '../../app/identity.ts';
import { formatQuantity } from '../../format/number.ts';
import { Stepper } from '../../parts/stepper.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/states.tsx';
import type { TallyLine } from './tally.ts';
import type { Tally } from './use-tally.ts';

/** The product in hand: its number at arm's length, a button for one more and one less. */
export function CurrentProduct({ line, tally }: { line: TallyLine; tally: Tally }) {
  const undo = useUndo(line, tally);
  return (
    <section className="counting" aria-label="Product in hand">
      <header className="counting__name">
        <h2>{line.name}</h2>
        <p className="soft">
          <span className="mono">{line.sku}</span>
          {line.booked !== null && <> · books {formatQuantity(line.booked)}</>}
        </p>
      </header>
      {line.state === 'refused' ? (
        <Conflict line={line} tally={tally} />
      ) : (
        <>
          <Stepper
            label={`Counted of ${line.name}`}
            big
            value={line.quantity}
            onChange={(quantity) => quantity !== null && undo.set(quantity)}
          />
          <div className="counting__foot">
            <StateWords line={line} isStuck={tally.isStuck} />
            {line.quantity === null && <Button onPress={() => undo.set(0)}>None here</Button>}
            {undo.canUndo && (
              <Button icon={Undo2} onPress={undo.back}>
                Undo
              </Button>
            )}
          </div>
        </>
      )}
    </section>
  );
}

/** The numbers that this screen set, so that the last can be taken back. */
function useUndo(line: TallyLine, tally: Tally) {
  const [past, setPast] = useState<(number | null)[]>([]);
  const [seen, setSeen] = useState(line.quantity);
  // A scan changes the number too: what stood there before can be taken back as well.
  if (seen !== line.quantity) {
    setSeen(line.quantity);
    setPast((now) => (now.at(-1) === line.quantity ? now.slice(0, -1) : [...now, seen]));
  }
  const previous = past.at(-1);
  return {
    set: (quantity: number) => {
      if (quantity !== line.quantity) tally.record(line, quantity);
    },
    // A product that the server has counted cannot become uncounted by a number; a recount asks for that.
    canUndo: previous !== undefined && (previous !== null || line.recorded === null),
    back: () => {
      if (previous === undefined) return;
      if (previous === null) tally.forget(line.productId);
      else tally.record(line, previous);
    },
  };
}

function StateWords({ line, isStuck }: { line: TallyLine; isStuck: boolean }) {
  const format = useFormat();
  const words: Record<TallyLine['state'], ReactNode> = {
    uncounted: 'Not counted yet',
    recount: 'To be counted once more',
    counted: `Recorded${line.countedAt === null ? '' : ` at ${format.clock(line.countedAt)}`}`,
    unsent: isStuck ? (
      <>
        <CloudOff size={16} aria-hidden /> Kept on this device
      </>
    ) : (
      <>
        <CloudUpload size={16} aria-hidden /> Saving…
      </>
    ),
    refused: '',
  };
  return (
    <p className="counting__state grow" aria-live="polite">
      {words[line.state]}
    </p>
  );
}

/** Two people counted one product: which number holds is for a person to say. */
function Conflict({ line, tally }: { line: TallyLine; tally: Tally }) {
  const mine = line.quantity ?? 0;
  const theirs = line.recorded;
  const use = (quantity: number) => {
    tally.forget(line.productId);
    tally.record(line, quantity);
  };
  if (line.problem?.code !== 'VERSION_CONFLICT') {
    return (
      <Notice tone="danger" title={`${formatQuantity(mine)} could not be recorded`}>
        <p>{line.problem?.message}</p>
        <div className="row row--wrap">
          <Button onPress={() => use(mine)}>Try again</Button>
          <Button onPress={() => tally.forget(line.productId)}>Forget it</Button>
        </div>
      </Notice>
    );
  }
  return (
    <Notice
      tone="warn"
      title={
        theirs === null
          ? 'Somebody asked for a recount of this meanwhile'
          : `Somebody recorded ${formatQuantity(theirs)} of this meanwhile`
      }
    >
      <p>You counted {formatQuantity(mine)}. Which number holds?</p>
      <div className="row row--wrap">
        <Button onPress={() => use(mine)}>Mine: {formatQuantity(mine)}</Button>
        {theirs !== null && (
          <>
            <Button onPress={() => tally.forget(line.productId)}>Theirs: {formatQuantity(theirs)}</Button>
            <Button onPress={() => use(mine + theirs)}>Both: {formatQuantity(mine + theirs)}</Button>
          </>
        )}
      </div>
    </Notice>
  );
}
