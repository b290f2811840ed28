import { type DeprecationInfo, type HookCall, type StockflowHooks, tell } from '../hooks.ts';
import type { AnswerHeaders } from './answer.ts';

/** What was warned of in this process, whichever client called it. */
const warned = new Set<string>();

/** Node's own way of warning, which `--no-deprecation` silences and `--trace-deprecation` explains. */
interface Warner {
  process?: { emitWarning?: (text: string, type: string) => void };
}

/** Makes what tells of deprecated procedures, each one once: the hook of a client, or a warning for the process. */
export const deprecationTeller = (hooks: StockflowHooks) => {
  const told = hooks.onDeprecation ? new Set<string>() : warned;
  return (headers: AnswerHeaders, calls: readonly HookCall[]): void => {
    const deprecation = headers.get('deprecation');
    if (!deprecation) return;
    // A batch has one set of headers: the server names those of its calls that are meant.
    const named = headers.get('stockflow-deprecated')?.split(/\s*,\s*/);
    for (const { procedure } of calls) {
      if (told.has(procedure) || named?.includes(procedure) === false) continue;
      told.add(procedure);
      const info = {
        procedure,
        since: /^@\d{1,11}$/.test(deprecation) ? isoOf(Number(deprecation.slice(1)) * 1000) : null,
        sunset: isoOf(Date.parse(headers.get('sunset') ?? '')),
        link: /<([^>]+)>[^,]*rel="?(?:deprecation|sunset)/.exec(headers.get('link') ?? '')?.[1] ?? null,
      };
      if (hooks.onDeprecation) void tell(hooks, 'onDeprecation', info);
      else warn(info);
    }
  };
};

const warn = ({ procedure, since, sunset, link }: DeprecationInfo): void => {
  const text = [
    `StockFlow's ${procedure} is deprecated${since ? ` since ${since.slice(0, 10)}` : ''}`,
    sunset && ` and may be gone from ${sunset.slice(0, 10)} on`,
    '.',
    link && ` See ${link}`,
  ];
  const { process } = globalThis as Warner;
  if (process?.emitWarning) process.emitWarning(text.join(''), 'DeprecationWarning');
  // biome-ignore lint/suspicious/noConsole: a warning to whoever runs the program is what this is.
  else console.warn(text.join(''));
};

const isoOf = (at: number): string | null => (Number.isNaN(at) ? null : new Date(at).toISOString());
