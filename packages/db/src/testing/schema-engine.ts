import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';

export const schemaPath = join(import.meta.dirname, '../../../../prisma/schema.prisma');

// Node has it; TypeScript's description of it stands in the DOM library only.
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: object,
  ): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>;
};

type Engine = typeof import('@prisma/schema-engine-wasm');

let engine: Promise<Engine> | undefined;

/**
 * Prisma's own schema engine, as WebAssembly: the native one would have to be downloaded. Its entry imports a
 * `.wasm` file, which Node 20 does only behind a flag, so it is put together here; once per process, since its
 * JavaScript half holds one instance only.
 */
function loadedEngine(): Promise<Engine> {
  engine ??= loadEngine();
  return engine;
}

async function loadEngine(): Promise<Engine> {
  const require = createRequire(import.meta.url);
  const entry = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const glue = (await import(entry)) as Engine & { __wbg_set_wasm(exports: unknown): void };
  const bytes = readFileSync(join(entry, '../schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return glue;
}

/** Prisma's schema engine, for this database. */
export async function schemaEngine(adminUrl: string, schema = readFileSync(schemaPath, 'utf8')) {
  const { SchemaEngine } = await loadedEngine();
  const adapter = new PrismaPg({ connectionString: adminUrl, max: 1 });
  return SchemaEngine.new(
    { datamodels: [['schema.prisma', schema]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
}

/** Nothing is left out. */
export const noFilters = { externalTables: [], externalEnums: [] };

/**
 * The SQL that Prisma would write for this schema on an empty database. The database is asked for its version
 * and nothing else.
 */
export async function sqlOfSchema(
  adminUrl: string,
  schema = readFileSync(schemaPath, 'utf8'),
): Promise<string> {
  const differ = await schemaEngine(adminUrl, schema);
  const { stdout } = await differ.diff({
    from: { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
    script: true,
    exitCode: null,
    filters: noFilters,
  });
  if (!stdout) throw new Error('the schema engine printed nothing');
  return stdout;
}
