import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { AppRoleError } from './errors.ts';
import { scramVerifier } from './scram.ts';

/** The application's role: made by the first migration, owner of nothing. */
export const APP_ROLE = 'stockflow_app';

/** Changes with the way of deriving: then every process sets the new password once. */
const PASSWORD_LABEL = 'stockflow_app password, version 1';

/** Asked before the migrations: a failed one would have to be cleared up, a missing right only granted. */
export async function checkRoleCanBeMade(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ who: string; may: boolean }>(
    `select current_user as who,
            rolsuper or rolcreaterole or exists (select from pg_roles where rolname = $1) as may
       from pg_roles where rolname = current_user`,
    [APP_ROLE],
  );
  if (rows[0]?.may) return;
  throw new AppRoleError(
    `The user ${rows[0]?.who} of DATABASE_URL may not make the application's role. Either allow it ` +
      `(alter role ${rows[0]?.who} createrole) or make the role as an administrator: create role ${APP_ROLE} ` +
      `login password '…'; and put its URL into DATABASE_APP_URL.`,
  );
}

/**
 * The URL that the application connects with. Its password is derived from the administrator's, so all processes
 * with one DATABASE_URL agree on it and none has to keep it; it is set only where logging in with it fails.
 */
export async function ensureAppLogin(admin: pg.Client, adminUrl: string): Promise<string> {
  const appUrl = appUrlFor(adminUrl);
  const refusal = await tryLogin(appUrl);
  if (!refusal) return appUrl;
  if (!isLoginRefusal(refusal)) throw cannotLogin(refusal);
  await allowLogin(admin, decodeURIComponent(new URL(appUrl).password));
  const second = await tryLogin(appUrl);
  if (second) throw cannotLogin(second);
  return appUrl;
}

/** The application's login as `ensureAppLogin` sets it, without looking; null where it cannot be derived. */
export function appLogin(adminUrl: string): string | null {
  try {
    return appUrlFor(adminUrl);
  } catch {
    return null;
  }
}

function appUrlFor(adminUrl: string): string {
  const url = new URL(adminUrl);
  const adminPassword = decodeURIComponent(url.password) || process.env.PGPASSWORD || '';
  if (adminPassword === '') {
    throw new AppRoleError(
      `DATABASE_URL holds no password to derive that of the role ${APP_ROLE} from. Give the role one ` +
        `(alter role ${APP_ROLE} login password '…') and put its URL into DATABASE_APP_URL.`,
    );
  }
  url.username = APP_ROLE;
  url.password = createHmac('sha256', adminPassword).update(PASSWORD_LABEL).digest('base64url');
  return url.toString();
}

async function tryLogin(appUrl: string): Promise<Error | undefined> {
  const client = new pg.Client({ connectionString: appUrl, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return undefined;
  } catch (error) {
    return error as Error;
  } finally {
    await client.end();
  }
}

/** Wrong password, no such role, or a role that may not log in. */
const isLoginRefusal = (error: Error) => ['28P01', '28000'].includes((error as pg.DatabaseError).code ?? '');

async function allowLogin(admin: pg.Client, password: string): Promise<void> {
  const statement = `alter role ${APP_ROLE} login password ${pg.escapeLiteral(scramVerifier(password))}`;
  for (let round = 1; ; round += 1) {
    try {
      await admin.query(statement);
      return;
    } catch (error) {
      // Roles belong to the cluster, the migrations' lock to one database: two preparations may meet here.
      const isRace = (error as pg.DatabaseError).message.includes('concurrently updated');
      if (isRace && round < 20) await sleep(25 * Math.random() * round);
      else throw cannotLogin(error as Error);
    }
  }
}

const cannotLogin = (cause: Error) =>
  new AppRoleError(
    `The role ${APP_ROLE} cannot be made to log in: ${cause.message}\n` +
      'DATABASE_URL must name a user that may manage roles (CREATEROLE), or DATABASE_APP_URL a role that was set up ' +
      `by hand: create role … login password '…' in role ${APP_ROLE};`,
    { cause },
  );
