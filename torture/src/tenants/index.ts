import { type Database, openDatabase } from '@stockflow/db';
import {
  DOORS,
  type Door,
  EXAMPLES,
  makeVictim,
  makeWorld,
  rewriting,
  serveOn,
  type Victim,
  type World,
  withoutCompanyFilter,
} from '@stockflow/server/sweep';
import { type Attack, Findings } from '../attack.ts';
import { randomOf } from '../random.ts';
import { Apis } from '../servers/apis.ts';
import { openTortureDatabase } from '../stage/database.ts';
import { freePorts } from '../stage/free-ports.ts';
import { holdForeignIds, idFields } from './foreign.ts';
import { strangersOf } from './people.ts';
import { holdTiming } from './timing.ts';
import { type Asked, overRest, overTrpc, type Way } from './ways.ts';

/** Passes every wall but the schema: what comes in is no object. */
const NO_INPUT = 7 as unknown as Record<string, unknown>;

/** Examples use stock up, and make what a company may have so much of. */
const FIELDS_PER_COMPANY = 12;

interface Stand {
  readonly database: Database;
  readonly victim: Victim;
  readonly ways: Readonly<Record<string, Way>>;
}

/**
 * Every procedure, asked by everybody who may not, and with another company's id in every field that takes one; also with the
 * application's own filter by company removed from its SQL, where PostgreSQL's row-level security stands alone.
 */
export const tortureTenants: Attack = async ({ quick, seed }, setting) => {
  const began = performance.now();
  const findings = new Findings();
  const [postgresPort = 0, apiPort = 0] = await freePorts(2, randomOf(seed, 'tenants ports'));
  const opened = await openTortureDatabase(process.env.DATABASE_URL || undefined, postgresPort);
  setting.ends.add(() => opened.close());
  const database = openDatabase({ url: opened.appUrl });
  setting.ends.add(() => database.close());
  const apis = new Apis([{ database: { url: opened.appUrl }, port: apiPort, signInsPerAddress: 1_000_000 }]);
  setting.ends.add(() => apis.close());
  await apis.start();
  const unfiltered = await serveOn(rewriting(database, withoutCompanyFilter));
  setting.ends.add(() => unfiltered.close());

  const victim = await makeVictim(database);
  const url = apis.urls[0] ?? '';
  const ways = { tRPC: overTrpc(url), REST: overRest(url), 'without our filter': overTrpc(unfiltered.url) };
  const stand: Stand = { database, victim, ways };
  /** In the short form a third of what there is, another with each seed. */
  const some = <T>(all: readonly T[]) => all.filter((_, index) => !quick || index % 3 === seed % 3);
  const fields = some(idFields());
  const doors = some(DOORS);
  let [refused, compared, companies] = [0, 0, 0];
  for (let round = 1; round <= (quick ? 1 : 6); round += 1) {
    setting.progress(
      `round ${round}: everybody at ${doors.length} procedures, foreign ids in ${fields.length} fields`,
    );
    const world = await makeWorld(database, `Heron${round}`);
    refused += await holdAccess(stand, { world, doors }, findings);
    companies += await holdPath(stand, world, findings);
    const nextWorld = worlds(database, `Swan${round}`);
    for (const field of fields) {
      const ours = await nextWorld();
      for (const [name, way] of Object.entries(ways))
        compared += await holdForeignIds(field, { world: ours, victim, database, way, name }, findings);
    }
    const changed = await victim.changes();
    findings.expect(changed.length === 0, `rows of the other company changed in ${changed.join(', ')}`);
  }
  const pairs = quick ? 0 : 100;
  if (!quick) setting.progress(`times of ${fields.length} fields, ${pairs} pairs each`);
  const nextWorld = worlds(database, 'Swan');
  for (const field of quick ? [] : fields) {
    await holdTiming(
      field,
      { world: await nextWorld(), victim, database, way: overTrpc(url), pairs },
      findings,
    );
  }
  findings.expect(apis.logged.length === 0, `the API logged errors: ${apis.logged.slice(0, 3).join('\n')}`);
  return {
    attack: 'tenants',
    seconds: (performance.now() - began) / 1000,
    figures: {
      procedures: doors.length,
      'calls by whoever may not': refused,
      'calls that compare a foreign id with one that never was': compared,
      'calls with another company in the path': companies,
      'pairs timed': pairs * fields.length,
    },
    violations: findings.violations,
  };
};

/** Companies to ask as: what names somebody else's thing is refused, so that one serves for some time; its stock runs out. */
const worlds = (database: Database, word: string): (() => Promise<World>) => {
  let uses = 0;
  let world: Promise<World> | undefined;
  return () => {
    if (!world || uses % FIELDS_PER_COMPANY === 0) world = makeWorld(database, word);
    uses += 1;
    return world;
  };
};

/** Whoever lacks something is refused before their input is read, whatever it is. */
const holdAccess = async (
  { database, ways }: Stand,
  { world, doors }: { world: World; doors: readonly Door[] },
  findings: Findings,
): Promise<number> => {
  const strangers = await strangersOf(world, database);
  const { tRPC, REST } = ways as { tRPC: Way; REST: Way };
  let calls = 0;
  for (const door of doors) {
    const example = (await EXAMPLES[door.path]?.(world, database)) as Record<string, unknown> | undefined;
    findings.expect(
      example !== undefined && door.access !== undefined,
      `${door.path} has no row in the table of examples, or says not who may`,
    );
    if (!example) continue;
    for (const { who, token, refusalAt } of strangers) {
      const refusal = refusalAt(door.access ?? '');
      if (!refusal) continue;
      const asked: Asked = { door, input: example, token, companyId: world.owner.companyId };
      const told = {
        tRPC: await tRPC(asked),
        'tRPC, no input': await tRPC({ ...asked, input: NO_INPUT }),
        REST: await REST(asked),
      };
      for (const [name, { status, code }] of Object.entries(told)) {
        calls += 1;
        findings.expect(
          status === refusal.status && code === refusal.code,
          `${name}: ${door.path} answers ${who} ${status} ${code}, not ${refusal.status} ${refusal.code}`,
        );
      }
    }
  }
  return calls;
};

/** The one operation whose address names a company: another's and none are refused alike. */
const holdPath = async ({ victim, ways }: Stand, world: World, findings: Findings): Promise<number> => {
  const door = DOORS.find(({ path }) => path === 'alerts.lowStock');
  const { REST } = ways as { REST: Way };
  if (!door) throw new Error('there is no alerts.lowStock');
  const foreign = victim.world.owner.companyId;
  for (const companyId of [foreign, world.owner.userId, 'no-uuid']) {
    const { status, code, text } = await REST({ door, input: {}, token: world.owner.token, companyId });
    findings.expect(
      status === 403 && code === 'FORBIDDEN' && victim.leaksIn(text, foreign).length === 0,
      `low stock of company ${companyId} is answered ${status} ${code}`,
    );
  }
  return 3;
};
