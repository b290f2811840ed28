import { useEffect, useState } from 'react';
import { serverNow } from './server-clock.ts';

/** Now by the server's clock, in milliseconds; looked at anew each `everyMs`. */
export const useNow = (everyMs: number): number => {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
};
