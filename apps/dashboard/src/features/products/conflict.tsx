import type { ReactNode } from 'react';
import { refusalOf } from '../../api/refusals.ts';
import { Button } from '../../ui/button.tsx';

/** Two people edited one product: what happened, and the two ways on. Null for any other refusal. */
export const explainConflict = ({
  error,
  onTheirs,
  onMine,
}: {
  error: unknown;
  onTheirs: () => void;
  onMine: (currentVersion: number) => void;
}): ReactNode | null => {
  const refusal = refusalOf(error);
  if (refusal?.code !== 'VERSION_CONFLICT') return null;
  const current = refusal.details.conflicts[0]?.current;
  return (
    <div className="stack stack--tight">
      <p>
        <span className="strong">Somebody changed this product while you were editing it.</span> Nothing of
        yours is saved yet.
      </p>
      <div className="row row--wrap">
        <Button small onPress={onTheirs}>
          Load their version
        </Button>
        {current !== undefined && (
          <Button small onPress={() => onMine(current)}>
            Save my changes over it
          </Button>
        )}
      </div>
    </div>
  );
};
