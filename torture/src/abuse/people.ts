import { createStockflow, newId, StockflowError } from '@stockflow/sdk';
import { compareTimes } from '../sign-test.ts';
import { type Figures, refusalOf, type Stand } from './stand.ts';

const PASSWORD = 'correct horse battery';
/** What an account hears in a quarter of an hour, whatever processes it is tried at. */
const GUESSES_HEARD = 10;
const GUESSES_IN_BATCH = 20;
/** A difference smaller than this part of a sign-in (50 ms of argon2id) is nothing that anybody could use. */
const SEEN_PART = 0.05;

/** What a page of another site can make a browser send, with the cookie of somebody signed in. */
export const crossSite = async ({ apis, findings }: Stand): Promise<Figures> => {
  const [url = ''] = apis.urls;
  const cookie = await cookieOf(url);
  const forms = [
    { type: 'application/x-www-form-urlencoded', body: 'name=Forged' },
    { type: 'text/plain', body: '{"name":"Forged"}' },
    {
      type: 'multipart/form-data; boundary=x',
      body: '--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nForged\r\n--x--',
    },
    { type: 'application/json', body: '{"name":"Forged"}' },
    { type: null, body: '{"name":"Forged"}' },
  ];
  let posts = 0;
  for (const { type, body } of forms) {
    for (const origin of ['https://evil.example', 'null']) {
      for (const path of ['/api/trpc/warehouses.create', '/api/warehouses']) {
        const headers = {
          cookie,
          origin,
          'sec-fetch-site': 'cross-site',
          ...(type && { 'content-type': type }),
        };
        const { status, code } = await refusalOf(
          await fetch(url + path, {
            method: 'POST',
            headers,
            body: type === null ? Buffer.from(body) : body,
          }),
        );
        posts += 1;
        findings.expect(
          status === 403 || status === 415,
          `a ${type ?? 'nameless'} post from ${origin} to ${path} is answered ${status} ${code}`,
        );
      }
    }
  }
  const names = await fetch(`${url}/api/warehouses`, { headers: { cookie } }).then((answer) => answer.text());
  findings.expect(!names.includes('Forged'), 'a page of another site made a warehouse');
  return { 'posts from another site': posts };
};

const signUp = (url: string, isCookie: boolean) =>
  fetch(`${url}/api/trpc/auth.signUp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      company: { name: 'Prey Ltd' },
      user: { email: `${newId()}@prey.example`, password: PASSWORD, firstName: 'P', lastName: 'R' },
      cookie: isCookie,
    }),
  });

const cookieOf = async (url: string): Promise<string> =>
  (await signUp(url, true)).headers.get('set-cookie')?.split(';')[0] ?? '';

/** Guesses at one account, in batches and at two processes by turns: ten are heard, and no more. */
export const guess = async ({ apis, shop, findings, quick }: Stand): Promise<Figures> => {
  const codes = new Map<string, number>();
  const tries = quick ? 4 : 15;
  const batch = async (at: number) => {
    const paths = Array.from({ length: GUESSES_IN_BATCH }, () => 'auth.signIn').join(',');
    const inputs = Array.from({ length: GUESSES_IN_BATCH }, (_, n) => [
      n,
      { email: shop.email, password: `guess number ${n} of ${at}` },
    ]);
    const answer = await fetch(`${apis.urls[at % apis.urls.length]}/api/trpc/${paths}?batch=1`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(Object.fromEntries(inputs)),
    });
    for (const { error } of (await answer.json()) as { error?: { data: { code: string } } }[]) {
      const code = error?.data.code ?? 'OK';
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: tries }, (_, at) => batch(at)));
  const heard = codes.get('INVALID_CREDENTIALS') ?? 0;
  const told = JSON.stringify(Object.fromEntries(codes));
  findings.expect(heard <= GUESSES_HEARD, `${heard} guesses at an account were heard: ${told}`);
  findings.expect(
    heard + (codes.get('RATE_LIMITED') ?? 0) === tries * GUESSES_IN_BATCH,
    `guesses at an account were answered ${told}`,
  );
  const late = await createStockflow({ baseUrl: apis.urls[1] ?? '', retriesMax: 0 })
    .auth.signIn({ email: shop.email, password: PASSWORD })
    .then(
      () => 'let in',
      (error: unknown) => (error instanceof StockflowError ? error.code : String(error)),
    );
  findings.expect(late === 'RATE_LIMITED', `after all the guesses the right password is answered ${late}`);
  return { 'guesses at an account': tries * GUESSES_IN_BATCH, 'of them heard': heard };
};

/** Whether the time that a sign-in takes tells an address that is known from one that is not. */
export const timeSignIn = async ({ apis, findings, quick }: Stand): Promise<Figures> => {
  const [url = ''] = apis.urls;
  const accounts = quick ? 3 : 20;
  const each = GUESSES_HEARD - 1;
  const timed = async (email: string) => {
    const began = performance.now();
    const answer = await fetch(`${url}/api/trpc/auth.signIn`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: 'not the password' }),
    });
    await answer.text();
    return performance.now() - began;
  };
  const pairs: [number, number][] = [];
  for (let account = 0; account < accounts; account += 1) {
    const started = (await (await signUp(url, false)).json()) as {
      result: { data: { identity: { user: { email: string } } } };
    };
    const known = started.result.data.identity.user.email;
    for (let pair = 0; pair < each; pair += 1) {
      const unknown = `${newId()}@prey.example`;
      if (pair % 2 === 0) pairs.push([await timed(known), await timed(unknown)]);
      else {
        const second = await timed(unknown);
        pairs.push([await timed(known), second]);
      }
    }
  }
  const { isTold, longer, part } = compareTimes(pairs, SEEN_PART);
  findings.expect(
    !isTold,
    `in ${longer} of ${pairs.length} pairs a known address took longer to refuse, by ${(part * 100).toFixed(0)} % in the middle`,
  );
  return { 'pairs of sign-ins timed': pairs.length };
};
