import { tortureAbuse } from './abuse/index.ts';
import type { Attack, AttackOptions, AttackSetting } from './attack.ts';
import { tortureCrash } from './crash/index.ts';
import { tortureFuzz } from './fuzz/index.ts';
import { PARTS } from './grow/index.ts';
import { tortureNetwork } from './network/index.ts';
import { recordOf, violationsOf } from './report.ts';
import { tortureSoak } from './soak/index.ts';
import { tortureStock } from './stock/index.ts';
import type { RunOptions } from './stock/run-types.ts';
import { tortureTenants } from './tenants/index.ts';

/** Attacks by the names under which they are called; `npm run torture` makes all of them in this order. */
export const ATTACKS: Readonly<Record<string, { about: string; attack: Attack }>> = {
  crash: {
    about: 'kill -9 of API processes and PostgreSQL while everything is done at once.',
    attack: tortureCrash,
  },
  network: {
    about: 'Lines that are late, cut, deaf or silent, between SDK and API and between API and PostgreSQL.',
    attack: tortureNetwork,
  },
  tenants: {
    about: 'Every procedure by everybody who may not, and with other companies’ ids in every field.',
    attack: tortureTenants,
  },
  fuzz: {
    about: 'Every procedure with hostile inputs and broken requests, over tRPC, batches and REST.',
    attack: tortureFuzz,
  },
  abuse: {
    about:
      'Slow connections, huge bodies and batches, other sites, guessed passwords, hoarded stock, loud neighbours.',
    attack: tortureAbuse,
  },
  soak: {
    about: 'A quarter of an hour of everything at once: what must level off, and what must go.',
    attack: tortureSoak,
  },
};

export const stockOptions = ({ quick, seed }: AttackOptions): RunOptions => ({
  quick,
  seed,
  kills: quick ? 8 : 60,
  callers: 32,
  processes: 4,
  races: quick ? 800 : 10_000,
  databaseUrl: process.env.DATABASE_URL || undefined,
});

/** The stock engine with what it is usually asked, told like the others. */
const stock: Attack = async (options: AttackOptions, setting: AttackSetting) => {
  const result = await tortureStock(stockOptions(options), setting);
  const { attack, rounds, seconds } = recordOf(result);
  const violations = violationsOf(result).split('\n').filter(Boolean);
  return { attack, seconds, figures: { did: rounds }, violations };
};

/** All that there are. */
export const everyAttack = (): Readonly<Record<string, Attack>> => ({
  stock,
  ...Object.fromEntries(Object.entries(ATTACKS).map(([name, { attack }]) => [name, attack])),
  ...Object.fromEntries(Object.entries(PARTS).map(([name, attack]) => [`grow ${name}`, attack])),
});
