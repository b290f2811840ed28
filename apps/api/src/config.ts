import { join, resolve } from 'node:path';
import { z } from 'zod';

/** Wrong configuration, in words that a person can act on. */
export class ConfigProblem extends Error {
  override name = 'ConfigProblem';
}

interface Variable<T> {
  schema: z.ZodType<T>;
  /** What it wants, as it stands in a message after "must be". */
  wants: string;
  /** Its value is never printed. */
  isSecret?: true;
}

const variable = <T>(schema: z.ZodType<T>, wants: string): Variable<T> => ({ schema, wants });
const secret = <T>(schema: z.ZodType<T>, wants: string): Variable<T> => ({ schema, wants, isSecret: true });

const integer = (min: number, max: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(min).max(max));
const flag = z.stringbool({ truthy: ['true', '1', 'yes'], falsy: ['false', '0', 'no'] });
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ });

/**
 * Every variable that StockFlow reads; there is no other. An empty one counts as not set.
 */
export const variables = {
  /** The port to listen on. Taken: the next free one is used, and it is said. */
  PORT: variable(integer(1, 65_535).default(4000), 'a port number from 1 to 65535'),
  /** The address to listen on. 127.0.0.1 is this machine only; 0.0.0.0 is every network it is in. */
  HOST: variable(
    z.string().min(1).default('127.0.0.1'),
    'an address to listen on, such as 127.0.0.1 or 0.0.0.0',
  ),
  /** Where people reach StockFlow, when that is not HOST and PORT: behind a proxy, or under a name. */
  PUBLIC_URL: variable(
    z
      .url({ protocol: /^https?$/ })
      .transform((url) => new URL(url).origin)
      .optional(),
    'an address such as https://stock.example.com',
  ),
  /**
   * True only behind a proxy of your own: callers' addresses are then the last of X-Forwarded-For. Behind several, how
   * many: what stands further left is what a caller wrote, and he could write another address with each guess.
   */
  TRUST_PROXY: variable(
    z.union([flag.transform(Number), integer(0, 10)]).default(0),
    'true, false or how many proxies there are',
  ),
  /** A PostgreSQL 15 or newer, as a user who may create roles and tables. Without it an embedded one is started. */
  DATABASE_URL: secret(postgresUrl.optional(), 'like postgresql://user:password@host:5432/database'),
  /** The application's own, unprivileged user of the same database, where you made that role yourself. */
  DATABASE_APP_URL: secret(postgresUrl.optional(), 'like postgresql://user:password@host:5432/database'),
  /** The database itself, as the user of DATABASE_URL, where that names a pooler in transaction mode (PgBouncer). */
  DATABASE_DIRECT_URL: secret(postgresUrl.optional(), 'like postgresql://user:password@host:5432/database'),
  /** Whether statements are prepared once per connection. Not set: yes, except behind a pooler. */
  DATABASE_PREPARED: variable(flag.optional(), 'true or false'),
  /** Where a streaming replica of the database is, for lists and reports; the user is the application's. None by default. */
  DATABASE_REPLICA_URL: secret(postgresUrl.optional(), 'like postgresql://host:5432/database'),
  /** Connections to the database at most. More than the database has cores seldom helps. */
  POOL_MAX: variable(integer(1, 1000).default(20), 'a number from 1 to 1000'),
  /** Holds that end by themselves and that one person or API key may have at once. */
  HOLDS_PER_CREDENTIAL: variable(integer(1, 10_000_000).default(10_000), 'a number from 1 to 10000000'),
  /** Where the embedded database, the log and the demo's credentials are kept. Not set: .stockflow in the project. */
  STATE_FOLDER: variable(z.string().optional(), 'the path of a folder'),
  /** How much is logged. */
  LOG_LEVEL: variable(
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    'one of fatal, error, warn, info, debug, trace, silent',
  ),
  /** Where the log goes: a file, or "-" for the standard output (as it is in production when not set). */
  LOG_FILE: variable(z.string().optional(), 'the path of a file, or "-"'),
  /** How long a process that stops still answers and says that it is not ready: longer than a balancer takes to notice. */
  DRAIN_MS: variable(integer(0, 60_000).optional(), 'a number of milliseconds from 0 to 60000'),
  /** An OpenTelemetry collector, such as http://127.0.0.1:4318: traces and metrics are sent there (OTLP over HTTP). Not set: neither is made. */
  OTEL_EXPORTER_OTLP_ENDPOINT: variable(
    z.url({ protocol: /^https?$/ }).optional(),
    'an address such as http://127.0.0.1:4318',
  ),
  /** What traces and metrics call this service. */
  OTEL_SERVICE_NAME: variable(z.string().max(100).default('stockflow'), 'a name'),
  /** The share of traces that are kept, where the caller has not decided it. */
  OTEL_TRACES_SAMPLER_ARG: variable(
    z
      .string()
      .regex(/^(0|1|[01]?\.\d+)$/)
      .transform(Number)
      .pipe(z.number().max(1))
      .default(1),
    'a share from 0 to 1, such as 0.1',
  ),
  /** The port that Prometheus reads /metrics at: one of its own, away from the public address. Not set: there are none. */
  METRICS_PORT: variable(integer(1, 65_535).optional(), 'a port number from 1 to 65535'),
  /** The address of METRICS_PORT. Whoever reaches it may read the figures. */
  METRICS_HOST: variable(
    z.string().min(1).default('127.0.0.1'),
    'an address to listen on, such as 127.0.0.1 or 0.0.0.0',
  ),
  /** "production": the log goes to the standard output and no demo company is made. */
  NODE_ENV: variable(
    z.enum(['development', 'production', 'test']).default('development'),
    'development, production or test',
  ),
  /** Whether an empty database gets the demo company. Not set: yes, except in production. */
  SEED_DEMO: variable(flag.optional(), 'true or false'),
};

type Values = {
  [Name in keyof typeof variables]: (typeof variables)[Name] extends Variable<infer T> ? T : never;
};

export interface Config extends Values {
  seedDemo: boolean;
  stateFolder: string;
  drainMs: number;
  /** The file to log to; `undefined` is the standard output. */
  logFile: string | undefined;
}

interface Fallbacks {
  stateFolder: string;
}

/** Reads and checks everything at once: whoever has three mistakes hears of three. */
export function readConfig(env: Record<string, string | undefined>, fallbacks: Fallbacks): Config {
  const values: Record<string, unknown> = {};
  const mistakes: string[] = [];
  for (const [name, { schema, wants, isSecret }] of Object.entries(variables) as [
    string,
    Variable<unknown>,
  ][]) {
    const given = env[name]?.trim() || undefined;
    const result = schema.safeParse(given);
    if (result.success) values[name] = result.data;
    else
      mistakes.push(
        `  ${name} must be ${wants}; ${isSecret ? 'what it is set to is not' : `it is "${given}"`}.`,
      );
  }
  if (env.DATABASE_APP_URL && !env.DATABASE_URL) {
    mistakes.push('  DATABASE_APP_URL needs DATABASE_URL beside it: the migrations run with that one.');
  }
  if (env.METRICS_PORT && env.METRICS_PORT.trim() === (env.PORT?.trim() || '4000')) {
    mistakes.push('  METRICS_PORT must be another port than PORT.');
  }
  if (env.DATABASE_DIRECT_URL && !env.DATABASE_URL) {
    mistakes.push(
      '  DATABASE_DIRECT_URL needs DATABASE_URL beside it: that is the pooler, this is what it stands before.',
    );
  }
  if (mistakes.length > 0) {
    throw new ConfigProblem(`The configuration is wrong (environment variables):\n${mistakes.join('\n')}`);
  }
  const checked = values as Values;
  const isProduction = checked.NODE_ENV === 'production';
  const stateFolder = resolve(checked.STATE_FOLDER ?? fallbacks.stateFolder);
  // Outside production a file: a person's terminal is not the place for a line a request.
  const logFile = checked.LOG_FILE ?? (isProduction ? '-' : join(stateFolder, 'logs', 'stockflow.log'));
  return {
    ...checked,
    stateFolder,
    // A developer's Ctrl-C waits for nobody; a balancer asks every few seconds.
    drainMs: checked.DRAIN_MS ?? (isProduction ? 5_000 : 500),
    seedDemo: checked.SEED_DEMO ?? !isProduction,
    logFile: logFile === '-' ? undefined : logFile,
  };
}
