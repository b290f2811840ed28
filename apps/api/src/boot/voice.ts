/** How the program speaks: lines for a person, or with `--json` one object a line for a script. */
export interface Voice {
  progress(text: string): void;
  ready(facts: ReadyFacts): void;
  failed(message: string): void;
  stopping(): void;
}

export interface DemoAccess {
  email: string;
  password: string;
  apiKey: string;
}

export interface ReadyFacts {
  url: string;
  /** Whether the page was built and is served. */
  hasPage: boolean;
  demo: DemoAccess | undefined;
  database: string;
  logFile: string | undefined;
  startedInMs: number;
}

export function createVoice(asJson: boolean): Voice {
  return asJson ? json : text;
}

// Whoever reads our output may leave before us (`| head`): that is no reason to end.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

const say = (line: string) => process.stdout.write(`${line}\n`);

const text: Voice = {
  progress: (line) => say(`  ${line}`),
  ready({ url, hasPage, demo, database, logFile, startedInMs }) {
    const rows: [string, string][] = [[hasPage ? 'Open' : 'Address', url]];
    if (demo) rows.push(['E-mail', demo.email], ['Password', demo.password], ['API key', demo.apiKey]);
    rows.push(['Database', database]);
    if (logFile) rows.push(['Log', logFile]);
    say(`\nStockFlow runs (${(startedInMs / 1000).toFixed(1)} s).\n`);
    for (const [name, value] of rows) say(`  ${name.padEnd(9)} ${value}`);
    if (!hasPage) say('\n  The page is not built; only the API answers.');
    say('\n  Stop: Ctrl-C. The data is kept; npm run reset starts over.\n');
  },
  failed: (message) => void process.stderr.write(`\n${message}\n`),
  stopping: () => say('\nStopping: finishing what is under way…'),
};

const emit = (event: string, facts: object) => say(JSON.stringify({ event, ...facts }));

const json: Voice = {
  progress: (line) => emit('progress', { text: line }),
  ready: (facts) => emit('ready', facts),
  failed: (message) => emit('failed', { message }),
  stopping: () => emit('stopping', {}),
};
