/** The most milliseconds between two keystrokes of a scanner; people type slower. */
export const SCAN_GAP_MS = 50;
/** The shortest code: shorter bursts are fingers that roll over keys, such as "12" and Enter. */
export const SCAN_LENGTH_MIN = 4;
const SCAN_LENGTH_MAX = 100;

/** A keystroke, as far as it matters. */
export interface Keystroke {
  key: string;
  /** When the key was pressed, in milliseconds of any clock: the event's, which a busy page does not falsify. */
  atMs: number;
  /** The key is held down and repeats by itself. */
  isRepeat: boolean;
  /** With Ctrl, Alt or Meta: a command and no character. */
  isCommand: boolean;
}

/** Characters that came so fast that a scanner may be typing. */
export interface Burst {
  text: string;
  lastMs: number;
}

/** What a keystroke makes of a burst. */
export interface BurstStep {
  burst: Burst | null;
  /** Set when the burst was a scanned code and this its Enter. */
  code: string | null;
}

// A scanner presses Shift for capitals: that neither adds nor ends anything.
const SILENT = new Set(['Shift', 'CapsLock', 'AltGraph', 'NumLock', 'Unidentified', 'Process']);

/**
 * Tells a barcode scanner from a person: it types a whole code with at most 50 ms between keystrokes and ends with
 * Enter. Whatever is slower, shorter, held down or a command is a person's typing, and is left alone.
 */
export const nextBurst = (burst: Burst | null, stroke: Keystroke): BurstStep => {
  if (SILENT.has(stroke.key)) return { burst, code: null };
  if (stroke.isRepeat || stroke.isCommand) return { burst: null, code: null };
  const follows = burst !== null && stroke.atMs - burst.lastMs <= SCAN_GAP_MS;
  if (stroke.key === 'Enter') {
    const code = follows ? burst.text.trim() : '';
    return { burst: null, code: code.length >= SCAN_LENGTH_MIN ? code : null };
  }
  if ([...stroke.key].length !== 1) return { burst: null, code: null };
  const text = (follows ? burst.text : '') + stroke.key;
  return text.length > SCAN_LENGTH_MAX
    ? { burst: null, code: null }
    : { burst: { text, lastMs: stroke.atMs }, code: null };
};

/** The ways in which one barcode is written: a 12-digit UPC is a 13-digit EAN with a 0 before it. */
export const spellingsOf = (code: string): string[] => {
  if (/^\d{12}$/.test(code)) return [code, `0${code}`];
  if (/^0\d{12}$/.test(code)) return [code, code.slice(1)];
  return [code];
};
