import { useEffect, useRef, useState } from 'react';

/** Time without a keystroke after which a search is asked, in milliseconds. */
export const SEARCH_PAUSE_MS = 200;

/** The value as it was when it last stood still for a while. */
export const useDebounced = <Value>(value: Value, pauseMs = SEARCH_PAUSE_MS): Value => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
  return settled;
};

/**
 * A search field whose value lives in the address: typing is shown at once and written to the address when it
 * pauses; back and forward write into the field.
 */
export const useSearchText = (
  inAddress: string,
  write: (text: string) => void,
): [string, (text: string) => void] => {
  const [typed, setTyped] = useState(inAddress);
  const written = useRef(inAddress);
  const writeNow = useRef(write);
  writeNow.current = write;
  useEffect(() => {
    if (inAddress !== written.current) {
      written.current = inAddress;
      setTyped(inAddress);
    }
  }, [inAddress]);
  useEffect(() => {
    if (typed === written.current) return;
    const timer = setTimeout(() => {
      written.current = typed.trim() === '' ? '' : typed;
      writeNow.current(typed);
    }, SEARCH_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return [typed, setTyped];
};
