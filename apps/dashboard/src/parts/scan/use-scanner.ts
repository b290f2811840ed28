import { useEffect, useRef } from 'react';
import { type Burst, nextBurst } from './burst.ts';

/** A field as it was before the scanner typed into it. */
interface Before {
  field: HTMLInputElement | HTMLTextAreaElement;
  value: string;
}

const fieldOf = (target: EventTarget | null): Before | null =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
    ? { field: target, value: target.value }
    : null;

/** Puts back what stood in a field, the way typing would: React hears of it. */
const restore = ({ field, value }: Before): void => {
  if (!field.isConnected) return;
  const kind = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement;
  Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  // A number counts once its field is left: one that is scanned on top of must be taken first.
  if (field.inputMode === 'numeric') field.blur();
};

/** A dialog stands over the page: what is typed now is meant for it. A list that is just open does not count. */
const isAsking = (): boolean => document.querySelector('.scrim') !== null;

/**
 * Hears a barcode scanner, which types fast and ends with Enter, wherever the focus is. A field that had the focus
 * is put back to what it held before, and the Enter presses nothing. Slow typing is never touched, and while a
 * dialog is open nothing is.
 * @example useScanner((code) => addLine(code))
 */
export const useScanner = (onCode: (code: string) => void, isEnabled = true): void => {
  const told = useRef(onCode);
  told.current = onCode;
  useEffect(() => {
    if (!isEnabled) return;
    let burst: Burst | null = null;
    let before: Before | null = null;
    const onKey = (event: KeyboardEvent) => {
      const { key, repeat, ctrlKey, altKey, metaKey } = event;
      const isCommand = (ctrlKey || altKey || metaKey) && !event.getModifierState('AltGraph');
      const had = burst;
      const step = nextBurst(burst, { key, atMs: event.timeStamp, isRepeat: repeat, isCommand });
      burst = step.burst;
      // The field is remembered before the first character goes in; a slower one begins anew.
      if (burst !== null && (had === null || burst.text.length === 1)) before = fieldOf(event.target);
      if (step.code === null || isAsking()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (before !== null) restore(before);
      before = null;
      told.current(step.code);
    };
    // Before every other listener: a list or a shortcut must not take the Enter.
    window.addEventListener('keydown', onKey, { capture: true });
    document.documentElement.dataset.scanner = 'on';
    return () => {
      window.removeEventListener('keydown', onKey, { capture: true });
      delete document.documentElement.dataset.scanner;
    };
  }, [isEnabled]);
};
