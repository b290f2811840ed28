import { createStockflow, EmailTakenError, InvalidCredentialsError, type Stockflow } from '@stockflow/sdk';
import { DemoProblem } from '../common/problem.ts';
import { TIME_ZONE } from './steps.ts';

/** How to get into the company that is loaded. */
export type Access = { apiKey: string } | SignIn;

export interface SignIn {
  email: string;
  password: string;
  /** The name that the company gets if it has to be made. */
  companyName: string;
  /** True when an earlier run made it: then it is signed in to, and only made anew if it has gone. */
  isKnown: boolean;
}

export interface OpenCompany {
  stockflow: Stockflow;
  companyId: string;
  companyName: string;
}

/**
 * The company to load into: an API key's own; else that of the person who signs in, signed up as the owner of a new
 * company when there is none.
 */
export async function openCompany(baseUrl: string, access: Access): Promise<OpenCompany> {
  if ('apiKey' in access) {
    const stockflow = createStockflow({ baseUrl, apiKey: access.apiKey });
    const { company } = await stockflow.auth.me();
    return { stockflow, companyId: company.id, companyName: company.name };
  }
  const visitor = createStockflow({ baseUrl });
  const session = access.isKnown
    ? ((await signIn(visitor, access)) ?? (await signUp(visitor, access)))
    : ((await signUp(visitor, access)) ?? (await signIn(visitor, access)));
  if (!session) {
    throw new DemoProblem(
      `${access.email} is signed up here already, with another password.\n` +
        'Give the password in STOCKFLOW_PASSWORD, or another address with --email.',
    );
  }
  const { id, name } = session.identity.company;
  const stockflow = createStockflow({ baseUrl, session: session.sessionToken ?? '' });
  return { stockflow, companyId: id, companyName: name };
}

/** The session of a new company's owner; `undefined` when the address is taken. */
async function signUp(visitor: Stockflow, { email, password, companyName }: SignIn) {
  try {
    return await visitor.auth.signUp({
      company: { name: companyName, currency: 'GBP', timeZone: TIME_ZONE },
      user: { email, password, firstName: 'Online', lastName: 'Retail' },
    });
  } catch (error) {
    if (error instanceof EmailTakenError) return undefined;
    throw error;
  }
}

/** The person's session; `undefined` when there is no such person, or with another password. */
async function signIn(visitor: Stockflow, { email, password }: SignIn) {
  try {
    return await visitor.auth.signIn({ email, password });
  } catch (error) {
    if (error instanceof InvalidCredentialsError) return undefined;
    throw error;
  }
}
