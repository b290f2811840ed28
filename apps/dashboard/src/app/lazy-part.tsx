import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { toast } from '../ui/toast.tsx';

/** So long after its page was loaded a part is fetched, although nobody has asked for it yet. */
const REST_MS = 2_500;

/**
 * A part of a page with its code in a file of its own: not fetched with the page, but when the page has come to rest. So it
 * is there at once when it is asked for, also when the server is gone by then. Where it is not, a message says so and the
 * page around stays.
 */
export const lazyPart = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  fallback: (props: Props) => ReactNode = () => null,
): ComponentType<Props> => {
  let part: ComponentType<Props> | undefined;
  const get = async () => {
    part ??= await load();
    return part;
  };
  setTimeout(() => void get().catch(() => undefined), REST_MS);
  return function LazyPart(props: Props) {
    const [Part, setPart] = useState(() => part);
    const [tries, setTries] = useState(0);
    useEffect(() => {
      let isHere = true;
      const onLost = () => {
        const action = { label: 'Try again', run: () => setTries((now) => now + 1) };
        if (isHere) toast('This could not be opened. The server did not answer.', { tone: 'danger', action });
      };
      get().then((found) => isHere && setPart(() => found), onLost);
      return () => {
        isHere = false;
      };
    }, [tries]);
    return Part === undefined ? fallback(props) : <Part {...props} />;
  };
};
