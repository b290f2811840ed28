import { createStockflow, EmailTakenError, InvalidCredentialsError, type Stockflow } from '@stockflow/sdk';
import { idOf } from '../../demo/common/ids.ts';
import { TIME_ZONE } from './calendar.ts';
import { COLLEAGUES, COMPANY, INVITED, OWNER, PASSWORD } from './people.ts';

export interface DemoCompany {
  stockflow: Stockflow;
  companyId: string;
  /** When the company was begun: its year ends then, also for a seed that is taken up later. */
  begunAt: Date;
}

/**
 * Signs the demo's owner up, or in when an earlier seed got that far. The company's id carries the time at which it
 * was begun, so the plan of a later run is the same. `undefined` when the owner has another password by now.
 */
export async function openDemoCompany(baseUrl: string, now: Date): Promise<DemoCompany | undefined> {
  const visitor = createStockflow({ baseUrl });
  const session = (await signUp(visitor, now)) ?? (await signIn(visitor));
  if (!session) return undefined;
  const { id } = session.identity.company;
  return {
    stockflow: createStockflow({ baseUrl, session: session.sessionToken ?? '' }),
    companyId: id,
    begunAt: new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)),
  };
}

async function signUp(visitor: Stockflow, now: Date) {
  const { name, email, currency } = COMPANY;
  const id = idOf(now.getTime(), 'demo company', OWNER.email);
  try {
    return await visitor.auth.signUp({
      company: { id, name, email, currency, timeZone: TIME_ZONE },
      user: { ...OWNER, password: PASSWORD },
    });
  } catch (error) {
    if (error instanceof EmailTakenError) return undefined;
    throw error;
  }
}

async function signIn(visitor: Stockflow) {
  try {
    return await visitor.auth.signIn({ email: OWNER.email, password: PASSWORD });
  } catch (error) {
    if (error instanceof InvalidCredentialsError) return undefined;
    throw error;
  }
}

/** Invites the colleagues and lets them in; one more stays invited. Whoever is there already is left as they are. */
export async function ensurePeople(stockflow: Stockflow, baseUrl: string): Promise<void> {
  const members = await stockflow.members.list().toArray({ limit: 1000 });
  const present = new Set(members.map(({ email }) => email));
  for (const { email, role, firstName, lastName } of COLLEAGUES) {
    if (present.has(email)) continue;
    const { token } = await stockflow.members.invite({ email, role });
    const visitor = createStockflow({ baseUrl });
    const { sessionToken } = await visitor.members.acceptInvitation({
      token,
      firstName,
      lastName,
      password: PASSWORD,
    });
    await createStockflow({ baseUrl, session: sessionToken ?? '' }).auth.signOut();
  }
  const open = await stockflow.members.listInvitations().toArray({ limit: 1000 });
  const isKnown = present.has(INVITED.email) || open.some(({ email }) => email === INVITED.email);
  if (!isKnown) await stockflow.members.invite(INVITED);
}
