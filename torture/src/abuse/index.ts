import { type Attack, Findings } from '../attack.ts';
import { randomOf } from '../random.ts';
import { Apis } from '../servers/apis.ts';
import { openShop } from '../shop.ts';
import { openTortureDatabase } from '../stage/database.ts';
import { freePorts } from '../stage/free-ports.ts';
import { crowd } from './fairness.ts';
import { hoard, QUOTA } from './hoard.ts';
import { crossSite, guess, timeSignIn } from './people.ts';
import type { Figures, Stand } from './stand.ts';
import { dribble, flood, overfill } from './wire.ts';

const ABUSES: Readonly<Record<string, (stand: Stand) => Promise<Figures>>> = {
  'bodies of 100 MiB': flood,
  'batches too full': overfill,
  'posts from another site': crossSite,
  'passwords guessed': guess,
  'sign-ins timed': timeSignIn,
  'stock hoarded': hoard,
  'connections that dribble': dribble,
  'a loud neighbour': crowd,
};

/** What people do to an API who want it to fall over, to tell them something, or to themselves alone. */
export const tortureAbuse: Attack = async ({ quick, seed }, setting) => {
  const began = performance.now();
  const findings = new Findings();
  const [postgresPort = 0, ...apiPorts] = await freePorts(3, randomOf(seed, 'abuse ports'));
  const opened = await openTortureDatabase(process.env.DATABASE_URL || undefined, postgresPort);
  setting.ends.add(() => opened.close());
  const apis = new Apis(
    apiPorts.map((port) => ({
      database: { url: opened.appUrl },
      port,
      signInsPerAddress: 1_000_000,
      holdsPerCredential: QUOTA,
    })),
  );
  setting.ends.add(() => apis.close());
  await apis.start();
  const figures: Figures = {};
  for (const [name, abuse] of Object.entries(ABUSES)) {
    if (quick && abuse === crowd) continue; // a figure, and no time for one
    setting.progress(name);
    const shop = await openShop(apis.urls[0] ?? '');
    Object.assign(figures, await abuse({ apis, shop, findings, quick, seed, ends: setting.ends }));
  }
  findings.expect(apis.logged.length === 0, `the API logged errors: ${apis.logged.slice(0, 3).join('\n')}`);
  return {
    attack: 'abuse',
    seconds: (performance.now() - began) / 1000,
    figures,
    violations: findings.violations,
  };
};
