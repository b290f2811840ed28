import type { Alert } from '@stockflow/sdk';
import { useMemo, useState } from 'react';
import { useFormat } from '../../app/identity.ts';
import { addDays, dayInZone } from '../../format/time.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { subjectOf } from './act-words.ts';
import type { AlertAct } from './acts.ts';
import { morningOf, snoozeTimes } from './snooze-times.ts';

/** Until when: what people choose mostly by one press, any day, or until it gets worse. */
export function SnoozeDialog({
  alerts,
  onAct,
  onClose,
}: {
  alerts: readonly Alert[];
  onAct: (act: AlertAct) => void;
  onClose: () => void;
}) {
  const { timeZone, instant } = useFormat();
  const now = useMemo(() => new Date(), []);
  const [isEarlier, setEarlier] = useState(true);
  const [day, setDay] = useState('');
  const today = dayInZone(now, timeZone);
  const morning = morningOf(day, now, timeZone);
  const snooze = (until: string | null) => {
    onAct({ kind: 'snooze', until, untilWorse: until === null || isEarlier });
    onClose();
  };
  return (
    <Dialog title={`Snooze ${subjectOf(alerts)}`} isOpen onClose={onClose}>
      <div className="dialog__content stack">
        <Checkbox isSelected={isEarlier} onChange={setEarlier}>
          Wake it earlier if less is available than now
        </Checkbox>
        <ul className="choices">
          {snoozeTimes(now, timeZone).map(({ id, label, until }, index) => (
            <li key={id}>
              <Button look="quiet" autoFocus={index === 0} onPress={() => snooze(until)}>
                <span className="grow">{label}</span>
                <span className="muted">{instant(until)}</span>
              </Button>
            </li>
          ))}
          <li>
            <Button look="quiet" onPress={() => snooze(null)}>
              <span className="grow">Until it gets worse</span>
              <span className="muted">no date</span>
            </Button>
          </li>
        </ul>
        <form
          className="row row--wrap"
          onSubmit={(event) => {
            event.preventDefault();
            event.stopPropagation();
            if (morning !== null) snooze(morning);
          }}
        >
          <label className="field grow">
            <span className="field__label">Until the morning of</span>
            <input
              type="date"
              className="input"
              min={addDays(today, 1)}
              max={addDays(today, 364)}
              value={day}
              onChange={(event) => setDay(event.target.value)}
            />
          </label>
          <span className="snooze-day">
            <Button type="submit" isDisabled={morning === null}>
              Snooze
            </Button>
          </span>
        </form>
        <p className="small muted">Mornings are 8 o’clock in {timeZone.replaceAll('_', ' ')}.</p>
      </div>
    </Dialog>
  );
}
