import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CompilerState,
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
  type IConfigFile,
} from '@microsoft/api-extractor';
import { type PackedPackage, root } from './packages.ts';

/** Where the report of a package is kept, from the root: `packages/sdk/etc/sdk.api.md`. */
export const reportPathOf = ({ name, folder }: PackedPackage): string =>
  `${folder}/etc/${name.replace(/^.*\//, '')}.api.md`;

export const keptReportOf = async (one: PackedPackage): Promise<string> => {
  const path = join(root, reportPathOf(one));
  return existsSync(path) ? await readFile(path, 'utf8') : '';
};

/**
 * The public surface of a package as api-extractor prints it from the built declarations: every export with its full
 * signature, in alphabetical order, without comments and bodies. Two builds of one surface give one text.
 */
export const apiReportOf = async (one: PackedPackage): Promise<string> => {
  const folder = join(root, one.folder);
  const reports = await mkdtemp(join(tmpdir(), 'stockflow-api-'));
  try {
    await mkdir(join(reports, 'temp'));
    const fileName = `${one.name.replace(/^.*\//, '')}.api.md`;
    const config = ExtractorConfig.prepare({
      configObject: configOf(folder, reports, fileName),
      configObjectFullPath: undefined,
      packageJsonFullPath: join(folder, 'package.json'),
      projectFolderLookupToken: folder,
    });
    const problems: string[] = [];
    const compilerState = CompilerState.create(config);
    Extractor.invoke(config, {
      compilerState,
      localBuild: true,
      messageCallback: (message) => {
        message.handled = true;
        if (message.logLevel === 'error') problems.push(message.text);
      },
    });
    if (problems.length > 0) throw new Error(`api-extractor on ${one.name}: ${problems.join('\n')}`);
    const text = await readFile(join(reports, fileName), 'utf8');
    return text.replaceAll('\r\n', '\n').replace(/^ *\/\/ \(undocumented\)\n| \(undocumented\)$/gm, '');
  } finally {
    await rm(reports, { recursive: true, force: true });
  }
};

const configOf = (folder: string, reports: string, reportFileName: string): IConfigFile => ({
  projectFolder: folder,
  mainEntryPointFilePath: join(folder, 'dist/index.d.ts'),
  compiler: {
    overrideTsconfig: {
      compilerOptions: {
        target: 'es2022',
        lib: ['es2022', 'dom', 'dom.iterable'],
        module: 'esnext',
        moduleResolution: 'bundler',
        strict: true,
        skipLibCheck: true,
        types: [],
      },
      files: [join(folder, 'dist/index.d.ts')],
    },
    skipLibCheck: true,
  },
  apiReport: {
    enabled: true,
    reportFileName,
    reportFolder: reports,
    reportTempFolder: join(reports, 'temp'),
    includeForgottenExports: true,
  },
  docModel: { enabled: false },
  dtsRollup: { enabled: false },
  tsdocMetadata: { enabled: false },
  newlineKind: 'lf',
  // Findings about comments are no part of the surface: they would change the report with every word.
  messages: {
    extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
    tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
    compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
  },
});
