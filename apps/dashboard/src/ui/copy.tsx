import { Check, Copy as CopyIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './button.tsx';

const SAYS_COPIED_MS = 2_000;

/** A text to take along: shown whole, copied by a button, selectable where the clipboard is not to be had. */
export function Copy({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SAYS_COPIED_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // No clipboard here (plain http away from localhost): the text is there to be selected.
      setCopied(false);
    }
  };
  return (
    <div className="copy">
      <code>{text}</code>
      <Button small icon={copied ? Check : CopyIcon} onPress={() => void copy()}>
        <span aria-live="polite">{copied ? 'Copied' : 'Copy'}</span>
      </Button>
    </div>
  );
}
