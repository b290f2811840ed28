import { describe, expect, test } from 'vitest';
import { ConfigProblem, readConfig } from './config.ts';

const read = (env: Record<string, string | undefined>) => readConfig(env, { stateFolder: '/state' });

test('with nothing set there is a configuration that works', () => {
  expect(read({})).toMatchObject({
    PORT: 4000,
    HOST: '127.0.0.1',
    POOL_MAX: 20,
    LOG_LEVEL: 'info',
    TRUST_PROXY: 0,
    NODE_ENV: 'development',
    DATABASE_URL: undefined,
    seedDemo: true,
    stateFolder: '/state',
    logFile: '/state/logs/stockflow.log',
  });
});

test('an empty variable counts as not set', () => {
  expect(read({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ PORT: 4000, DATABASE_URL: undefined });
});

test('TRUST_PROXY is the number of proxies, and true is one', () => {
  const proxies = (value: string) => read({ TRUST_PROXY: value }).TRUST_PROXY;
  expect(['true', 'false', '1', '0', '2'].map(proxies)).toEqual([1, 0, 1, 0, 2]);
  expect(() => proxies('11')).toThrow(/TRUST_PROXY/);
});

test('all mistakes are told at once, each with its name, what it is and what it must be', () => {
  const wrong = () =>
    read({ PORT: '70000', TRUST_PROXY: 'maybe', LOG_LEVEL: 'loud', PUBLIC_URL: 'stock.example' });
  expect(wrong).toThrow(ConfigProblem);
  expect(wrong).toThrow(/PORT must be a port number from 1 to 65535; it is "70000"/);
  expect(wrong).toThrow(/TRUST_PROXY must be true, false or how many proxies there are; it is "maybe"/);
  expect(wrong).toThrow(/LOG_LEVEL must be one of .*; it is "loud"/);
  expect(wrong).toThrow(/PUBLIC_URL must be an address .*; it is "stock\.example"/);
});

test("a secret's value is never in a message", () => {
  const wrong = () => read({ DATABASE_URL: 'mysql://root:hunter2@db/shop' });
  expect(wrong).toThrow(/DATABASE_URL must be like postgresql:/);
  expect(wrong).not.toThrow(/hunter2/);
});

test('a public address is cut to its origin', () => {
  expect(read({ PUBLIC_URL: 'https://stock.example.com/app/?x=1' }).PUBLIC_URL).toBe(
    'https://stock.example.com',
  );
});

test('the unprivileged URL alone is refused', () => {
  expect(() => read({ DATABASE_APP_URL: 'postgresql://app@db/shop' })).toThrow(/needs DATABASE_URL/);
});

describe('in production', () => {
  const production = { NODE_ENV: 'production' };

  test('no demo company is made unless asked for, and the log goes to the standard output', () => {
    expect(read(production)).toMatchObject({ seedDemo: false, logFile: undefined });
    expect(read({ ...production, SEED_DEMO: 'true' }).seedDemo).toBe(true);
    expect(read({ ...production, LOG_FILE: '/var/log/stockflow.log' }).logFile).toBe(
      '/var/log/stockflow.log',
    );
  });
});

test('"-" sends the log to the standard output anywhere', () => {
  expect(read({ LOG_FILE: '-' }).logFile).toBeUndefined();
});
