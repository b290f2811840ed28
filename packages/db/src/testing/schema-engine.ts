import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';

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

type SchemaEngine = Awaited<ReturnType<Engine['SchemaEngine']['new']>>;

/** Sends a script whole, as the native engine does: PrismaPg cuts it at each semicolon, also inside a comment. */
class WholeScripts extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      await adapter.underlyingDriver().query(script);
    };
    return adapter;
  }
}

/** Lends out Prisma's schema engine on this database; its connection, and the lock it holds, end with the work. */
export async function withSchemaEngine<T>(
  adminUrl: string,
  schema: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const { SchemaEngine } = await loadedEngine();
  const pool = new pg.Pool({ connectionString: adminUrl, max: 1 });
  try {
    const factory = bindMigrationAwareSqlAdapterFactory(new WholeScripts(pool));
    return await work(await SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => {}, factory));
  } finally {
    await pool.end();
  }
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
  return withSchemaEngine(adminUrl, schema, async (engine) => {
    const { stdout } = await engine.diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
      script: true,
      exitCode: null,
      filters: noFilters,
    });
    if (!stdout) throw new Error('the schema engine printed nothing');
    return stdout;
  });
}
