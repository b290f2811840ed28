import { methodsOf, programOfAll } from '../methods.ts';
import { type Consumer, newConsumer, packedPackage } from '../packages.ts';
import { compileMsOf, examplesIn, gzipBytesOf, importMsOf, installOf } from './measure.ts';

/** What it costs to use a package, as its user pays it. */
export interface SdkFigures {
  name: string;
  version: string;
  /** All of it, bundled and minified. */
  gzipBytes: number;
  /** Median of one import in a new process. */
  importMs: number;
  packages: number;
  installedBytes: number;
  /** Median time of TypeScript 7 beyond an empty program of the same options, interleaved in the same run. */
  compileMs: number;
  /** Methods of its classes, and the share that shows an example on hover, in percent. */
  methods: number;
  examplesPercent: number;
  /** Each cost as a multiple of ours. */
  ofOurs: { gzip: number; import: number; installed: number };
}

export interface SdkBench {
  figures: SdkFigures[];
  emptyCompileMs: number;
  /** What is asked of ours, and whether it holds. */
  bars: { what: string; bar: string; figure: string; holds: boolean }[];
}

interface Subject {
  name: string;
  install: readonly string[];
  exported: string;
  /** A program that uses it: ours uses every method, the others one. */
  program: string;
}

const OTHERS: readonly Subject[] = [
  {
    name: 'stripe',
    install: ['stripe'],
    exported: `export * from 'stripe'; export { default } from 'stripe'`,
    program: `import Stripe from 'stripe';\nexport const one = new Stripe('k').customers.retrieve('x');\n`,
  },
  {
    name: 'openai',
    install: ['openai'],
    exported: `export * from 'openai'; export { default } from 'openai'`,
    program: `import OpenAI from 'openai';\nexport const one = new OpenAI({ apiKey: 'k' }).models.retrieve('x');\n`,
  },
  {
    name: '@trpc/client',
    install: ['@trpc/client', '@trpc/server'],
    exported: `export * from '@trpc/client'`,
    program:
      `import { createTRPCClient, httpBatchLink } from '@trpc/client';\nimport type { AnyRouter } from '@trpc/server';\n` +
      `export const one = createTRPCClient<AnyRouter>({ links: [httpBatchLink({ url: 'http://x' })] });\n`,
  },
];

const COMPILER_OPTIONS = {
  target: 'es2022',
  module: 'nodenext',
  moduleResolution: 'nodenext',
  lib: ['es2022', 'dom', 'dom.iterable'],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const share = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.round((1000 * part) / whole) / 10;

/** Installs ours and the others from npm, each in a folder of its own, and measures them in turns. */
export const sdkBench = async ({
  rounds,
  progress,
}: {
  rounds: number;
  progress: (line: string) => void;
}): Promise<SdkBench> => {
  const { tarball } = await packedPackage('@stockflow/sdk');
  const ours: Subject = {
    name: '@stockflow/sdk',
    install: [tarball],
    exported: `export * from '@stockflow/sdk'`,
    program: '',
  };
  const subjects = [ours, ...OTHERS];
  const consumers: Consumer[] = [];
  try {
    for (const { name, install } of subjects) {
      progress(`sdk: installing ${name}`);
      consumers.push(await newConsumer(install, { manifest: { type: 'module' } }));
    }
    const all = methodsOf(await consumers[0]!.read('node_modules/@stockflow/sdk/dist/index.d.ts'));
    ours.program = programOfAll(all);
    for (const [index, { program }] of subjects.entries()) await placePrograms(consumers[index]!, program);
    const times = await inTurns(subjects, consumers, { rounds, progress });
    const figures: SdkFigures[] = [];
    for (const [index, { name, exported }] of subjects.entries()) {
      const consumer = consumers[index]!;
      const { version } = JSON.parse(await consumer.read('node_modules', name, 'package.json')) as {
        version: string;
      };
      const { packages, bytes } = await installOf(consumer);
      const isOurs = index === 0;
      const { methods, shown } = isOurs
        ? { methods: all.length, shown: all.filter(({ examples }) => examples.length > 0).length }
        : await examplesIn(consumer, name);
      figures.push({
        name,
        version,
        gzipBytes: await gzipBytesOf(consumer, exported),
        ...times.of[index]!,
        packages,
        installedBytes: bytes,
        methods,
        examplesPercent: share(shown, methods),
        ofOurs: { gzip: 1, import: 1, installed: 1 },
      });
    }
    const withRatios = figures.map((one) => ({ ...one, ofOurs: ratiosTo(figures[0]!, one) }));
    return { figures: withRatios, emptyCompileMs: times.emptyMs, bars: barsOf(figures[0]!) };
  } finally {
    for (const consumer of consumers) await consumer.close();
  }
};

const placePrograms = (consumer: Consumer, program: string): Promise<void> => {
  const tsconfig = JSON.stringify({ compilerOptions: COMPILER_OPTIONS });
  return consumer.write({
    'used/tsconfig.json': tsconfig,
    'used/program.ts': program,
    'empty/tsconfig.json': tsconfig,
    'empty/program.ts': 'export {};\n',
  });
};

/** One after the other in each round, so that a slow minute of the machine is everybody's. */
const inTurns = async (
  subjects: readonly Subject[],
  consumers: readonly Consumer[],
  { rounds, progress }: { rounds: number; progress: (line: string) => void },
) => {
  const [importMs, compileMs] = [subjects.map(() => [] as number[]), subjects.map(() => [] as number[])];
  const emptyMs: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    progress(`sdk: round ${round} of ${rounds}${round === 0 ? ' (warm-up)' : ''}`);
    for (const [index, { name }] of subjects.entries()) {
      const consumer = consumers[index]!;
      const imported = await importMsOf(consumer, name);
      const [empty, used] = [await compileMsOf(consumer, 'empty'), await compileMsOf(consumer, 'used')];
      if (round === 0) continue;
      importMs[index]!.push(imported);
      compileMs[index]!.push(used - empty);
      emptyMs.push(empty);
    }
  }
  const of = subjects.map((_one, index) => ({
    importMs: median(importMs[index]!),
    compileMs: median(compileMs[index]!),
  }));
  return { of, emptyMs: median(emptyMs) };
};

const ratiosTo = (ours: SdkFigures, one: SdkFigures) => ({
  gzip: one.gzipBytes / ours.gzipBytes,
  import: one.importMs / ours.importMs,
  installed: one.installedBytes / ours.installedBytes,
});

const barsOf = (ours: SdkFigures): SdkBench['bars'] => [
  {
    what: 'main entry, gzip',
    bar: '≤ 15,000 bytes',
    figure: `${ours.gzipBytes}`,
    holds: ours.gzipBytes <= 15_000,
  },
  { what: 'import', bar: '≤ 20 ms', figure: `${ours.importMs.toFixed(1)} ms`, holds: ours.importMs <= 20 },
  { what: 'packages installed', bar: '1', figure: `${ours.packages}`, holds: ours.packages === 1 },
  {
    what: 'tsc with every method, beyond an empty program',
    bar: '≤ 100 ms',
    figure: `${ours.compileMs.toFixed(0)} ms`,
    holds: ours.compileMs <= 100,
  },
  {
    what: 'methods with an example',
    bar: '100 %',
    figure: `${ours.examplesPercent} %`,
    holds: ours.examplesPercent === 100,
  },
];
