import { useCallback, useEffect, useRef, useState } from 'react';
import { useIdentity } from './identity.ts';

/** What the browser keeps by name: the part of `Storage` that is used, so that a test can bring its own. */
export interface KeptStore {
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
  removeItem(name: string): void;
  key(index: number): string | null;
  readonly length: number;
}

/** Begins every name that the page keeps of a person; another person of the same phone does not see it. */
export const keptPrefix = (personId: string): string => `stockflow.${personId}.`;

/** Every kept entry whose name begins so, by name. */
export const keptUnder = (store: KeptStore, prefix: string): [name: string, text: string][] => {
  const names = Array.from({ length: store.length }, (_, index) => store.key(index));
  return names
    .filter((name) => name?.startsWith(prefix) === true)
    .sort()
    .flatMap((name) => {
      const text = name === null ? null : store.getItem(name);
      return name === null || text === null ? [] : [[name, text] as [string, string]];
    });
};

/** What a text holds, or null where it is no JSON: what cannot be read is as if it were not there. */
export const parseKept = (text: string | null): unknown => {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Who is signed in, as the name of what is kept for them. */
export const usePersonId = (): string => {
  const { user, apiKey } = useIdentity();
  return user?.id ?? apiKey?.id ?? 'nobody';
};

/**
 * State that survives a reload, an ended session and a closed tab: it stands in the browser's storage for this
 * person, and is written at every change. A second tab of the same person follows.
 * `read` says whether what is there (perhaps by an older page) can be used; null is `initial`.
 */
export const useKept = <Value>(
  name: string,
  initial: Value,
  read: (raw: unknown) => Value | null,
): [Value, (change: (now: Value) => Value) => void] => {
  const full = `${keptPrefix(usePersonId())}${name}`;
  const load = useCallback(() => read(parseKept(localStorage.getItem(full))), [full, read]);
  const [value, setValue] = useState(() => load() ?? initial);
  const latest = useRef(value);
  useEffect(() => {
    const onStorage = (event: StorageEvent) => {
      if (event.key !== full) return;
      const there = load();
      latest.current = there ?? initial;
      setValue(latest.current);
    };
    window.addEventListener('storage', onStorage);
    return () => window.removeEventListener('storage', onStorage);
  }, [full, load, initial]);
  const change = useCallback(
    (by: (now: Value) => Value) => {
      latest.current = by(latest.current);
      // Written at once and not with the next drawing: a phone may put the page to sleep at any moment.
      localStorage.setItem(full, JSON.stringify(latest.current));
      setValue(latest.current);
    },
    [full],
  );
  return [value, change];
};
