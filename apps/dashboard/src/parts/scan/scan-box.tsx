import { useQueryClient } from '@tanstack/react-query';
import { ScanLine } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { ProductPicker } from '../product-picker.tsx';
import { ChooseDialog } from './choose-dialog.tsx';
import { asUnknown, type OpenCode, withCode, withoutCode } from './codes.ts';
import { signal } from './feedback.ts';
import { codeQuery, type ScannedProduct } from './find-code.ts';
import { OpenCodes } from './open-codes.tsx';
import { useScanner } from './use-scanner.ts';

/** What became of a scan, to be said. */
export interface Said {
  words: ReactNode;
  isGood: boolean;
}

interface ScanBoxProps {
  label: string;
  /** Takes a product so many times; answers what to say. */
  onProduct: (product: ScannedProduct, times: number) => Said;
  /** Codes that name no product yet; kept by the screen, so that a reload does not lose them. */
  codes: readonly OpenCode[];
  onCodes: (change: (codes: readonly OpenCode[]) => OpenCode[]) => void;
  /** Finds a product without the server, where the screen knows its products. */
  findHere?: (code: string) => ScannedProduct | null;
  isEnabled?: boolean;
  /** Codes that were scanned before the screen was ready for them. */
  early?: readonly string[];
}

/** How often a code that could not be looked up is tried again, in milliseconds. */
const RETRY_MS = 5_000;

/**
 * Takes products by scanner from wherever the focus is, or by typing into its field. Scans are taken in their order,
 * however slow the network; what it does not know is kept and asked about, and never stops the next scan.
 */
export function ScanBox(props: ScanBoxProps) {
  const { label, onProduct, codes, onCodes, isEnabled = true } = props;
  const scan = useScans(props);
  const pickFor = (product: ScannedProduct, { code, times }: OpenCode) => {
    onCodes((now) => withoutCode(now, code));
    scan.say(onProduct(product, times));
  };
  return (
    <div className="scan">
      <div className="scan__field">
        <ProductPicker
          key={scan.count}
          label={label}
          name="product"
          onPick={(product) => scan.say(onProduct(product, 1))}
        />
      </div>
      <p className={`scan__says${scan.said?.isGood === false ? ' danger-text' : ''}`} role="status">
        <ScanLine size={16} aria-hidden />
        {scan.said?.words ?? (isEnabled ? 'Ready for the scanner' : 'The scanner rests')}
      </p>
      <OpenCodes
        codes={codes}
        onPick={pickFor}
        onDrop={(code) => onCodes((now) => withoutCode(now, code))}
        onRetry={scan.retry}
      />
      {scan.choice !== null && (
        <ChooseDialog
          code={scan.choice.code}
          products={scan.choice.products}
          onChoose={(product) => {
            scan.choose(null);
            scan.say(onProduct(product, 1));
          }}
          onClose={() => scan.choose(null)}
        />
      )}
    </div>
  );
}

interface Choice {
  code: string;
  products: ScannedProduct[];
}

function useScans({ onProduct, onCodes, codes, findHere, early, isEnabled = true }: ScanBoxProps) {
  const client = useQueryClient();
  const [said, setSaid] = useState<Said | null>(null);
  const [count, setCount] = useState(0);
  const [choice, setChoice] = useState<Choice | null>(null);
  const latest = useRef({ onProduct, onCodes, findHere });
  latest.current = { onProduct, onCodes, findHere };
  const line = useRef<Promise<void>>(Promise.resolve());
  const say = useCallback((next: Said) => {
    setSaid(next);
    signal(next.isGood ? 'good' : 'bad');
  }, []);

  const take = useCallback(
    async (code: string, open: OpenCode | null) => {
      const here = latest.current.findHere?.(code) ?? null;
      const times = open?.times ?? 1;
      let found: ScannedProduct[];
      try {
        found = here === null ? await client.fetchQuery(codeQuery(code)) : [here];
      } catch {
        if (open !== null) return;
        latest.current.onCodes((now) => withCode(now, code, true));
        say({ words: `No network: ${code} is kept and looked up later.`, isGood: false });
        return;
      }
      const [only] = found;
      if (found.length > 1) {
        if (open === null) setChoice({ code, products: found });
        signal('bad');
      } else if (only === undefined) {
        latest.current.onCodes((now) => (open === null ? withCode(now, code, false) : asUnknown(now, code)));
        say({ words: `No product has the code ${code}.`, isGood: false });
      } else {
        if (open !== null) latest.current.onCodes((now) => withoutCode(now, code));
        // Drawn before the next scan is taken: whoever adds to a number then sees the number as it is.
        flushSync(() => say(latest.current.onProduct(only, times)));
      }
    },
    [client, say],
  );
  const enqueue = useCallback(
    (code: string, open: OpenCode | null) => {
      // One after the other, so that what is said last is what was scanned last.
      line.current = line.current.then(() => take(code, open));
    },
    [take],
  );
  useScanner((code) => {
    setCount((now) => now + 1);
    enqueue(code, null);
  }, isEnabled);

  const first = useRef(early ?? []);
  useEffect(() => {
    // Taken out of the list, so that no second effect takes them again.
    for (const code of first.current) enqueue(code, null);
    first.current = [];
  }, [enqueue]);

  const waiting = codes.filter(({ isWaiting }) => isWaiting);
  const retry = () => {
    for (const open of waiting) enqueue(open.code, open);
  };
  useRetry(retry, waiting.length > 0);
  return { said, say, count, choice, choose: setChoice, retry };
}

/** Looks again for what could not be looked up, as long as there is something. */
function useRetry(retry: () => void, isNeeded: boolean): void {
  const now = useRef(retry);
  now.current = retry;
  useEffect(() => {
    if (!isNeeded) return;
    const again = () => now.current();
    const timer = setInterval(again, RETRY_MS);
    window.addEventListener('online', again);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', again);
    };
  }, [isNeeded]);
}
