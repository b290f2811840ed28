import { useEffect, useState } from 'react';
import { serverNow } from '../../app/server-clock.ts';

/** Now by the server's clock, in milliseconds; ticks each second while somebody looks. */
export const useNow = (): number => {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') setNow(serverNow());
    }, 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
};
