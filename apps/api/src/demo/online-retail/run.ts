import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Stockflow } from '@stockflow/sdk';
import { connect } from '../common/connect.ts';
import { DemoProblem } from '../common/problem.ts';
import type { ProgressLine } from '../common/progress.ts';
import { classify } from './classify.ts';
import { type Access, openCompany } from './company.ts';
import { figuresOf } from './figures.ts';
import { load } from './load.ts';
import { planOf } from './plan.ts';
import { readRows } from './read-rows.ts';
import { reconcile } from './reconcile.ts';
import { writeReport } from './report.ts';
import type { Result } from './result.ts';
import { readState, type State, writeState } from './state.ts';
import { idsOf } from './steps.ts';

export interface RunOptions {
  file: string;
  report: string;
  stateFolder: string;
  url: string | undefined;
  email: string | undefined;
  fresh: boolean;
  audit: boolean;
  progress: ProgressLine;
  signal: AbortSignal;
}

/** Documented, and no secret: it opens a company of public data on a person's own machine. */
const PASSWORD = 'online-retail-demo';
const COMPANY = 'Online Retail (UCI)';

/** The whole job: read and decide, plan, load, read back and compare, list what is low. */
export async function run(options: RunOptions): Promise<Result> {
  const { progress, signal } = options;
  const watch = new StopWatch();
  const { rows, sha256, figures, reportRows } = await readAndReport(options);
  watch.lap('read');

  progress.say('Planning the deliveries…');
  await breathe(); // Shows the line, and lets a Ctrl-C through, before a second of arithmetic.
  const plan = planOf(rows, sha256);
  watch.lap('plan');

  signal.throwIfAborted();
  const connection = await connect(options.url, progress.say.bind(progress));
  try {
    progress.say(connection.words);
    const access = accessOf(options, connection.baseUrl);
    const { stockflow, companyId, companyName } = await openCompany(connection.baseUrl, access);
    progress.say(`Loading into the company "${companyName}" (${companyId}).`);
    const ids = idsOf(companyId, plan);
    watch.lap('connect');

    const loaded = await load(stockflow, { plan, ids, progress, signal });
    watch.lap('load');

    signal.throwIfAborted();
    const reconciled = await reconcile(stockflow, {
      figures,
      plan,
      ids,
      progress,
      signal,
      isAudit: options.audit,
    });
    const alerts = await lowStockOn(stockflow, plan.lastDay);
    if ('email' in access) await stockflow.auth.signOut();
    watch.lap('check');
    return {
      file: { path: options.file, sha256, firstDay: plan.firstDay, lastDay: plan.lastDay },
      company: { id: companyId, name: companyName, ...('email' in access && { signIn: shown(access) }) },
      figures,
      report: { path: options.report, rows: reportRows },
      plan,
      loaded,
      reconciled,
      alerts,
      tookMs: watch.all(),
    };
  } finally {
    await connection.stop();
  }
}

async function readAndReport({ file, report, progress, signal }: RunOptions) {
  let shown = 0;
  const { rows: read, sha256 } = await readRows(file, (bytesRead, size) => {
    if (shown === 0) progress.begin('Reading', Math.ceil(size / 1000), 'kB');
    const kilobytes = Math.ceil(bytesRead / 1000);
    progress.add(kilobytes - shown);
    shown = kilobytes;
  });
  progress.end();
  signal.throwIfAborted();
  const rows = classify(read);
  const figures = figuresOf(rows);
  const reportRows = await writeReport(report, rows);
  if (figures.refused.lines === figures.all.lines) {
    throw new DemoProblem(`No line of ${file} is one of goods; why, line by line: ${report}`);
  }
  return { rows, sha256, figures, reportRows };
}

/** An API key of the environment; else the person that was named; else the demo's own, made by an earlier run or this one. */
function accessOf({ email, fresh, stateFolder }: RunOptions, baseUrl: string): Access {
  const apiKey = process.env.STOCKFLOW_API_KEY?.trim();
  if (apiKey && email === undefined) {
    if (fresh) throw new DemoProblem('--fresh needs a sign-up: unset STOCKFLOW_API_KEY, or give --email.');
    return { apiKey };
  }
  const password = process.env.STOCKFLOW_PASSWORD;
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(baseUrl).hostname);
  if (email !== undefined || !isLocal) {
    if (email && password) return { email, password, companyName: COMPANY, isKnown: false };
    throw new DemoProblem(
      'Say as whom: STOCKFLOW_API_KEY, or --email with the password in STOCKFLOW_PASSWORD (at least 12 characters).',
    );
  }
  const path = join(stateFolder, 'online-retail.json');
  const known = fresh ? undefined : readState(path);
  const state = known ?? newState(fresh ? new Date() : undefined);
  writeState(path, state);
  return { ...state, password: PASSWORD, isKnown: known !== undefined };
}

/** The first company is found again by its address even when the state file is gone; a fresh one has a new address. */
function newState(freshAt: Date | undefined): State {
  if (!freshAt) return { email: 'owner@online-retail.example', companyName: COMPANY };
  const stamp = freshAt.toISOString().slice(0, 19);
  return {
    email: `owner@online-retail-${stamp.replace(/\D/g, '')}.example`,
    companyName: `${COMPANY}, ${stamp.replace('T', ' ')}`,
  };
}

const shown = ({ email, password }: { email: string; password: string }) => ({
  email,
  password: password === PASSWORD ? password : '(the one in STOCKFLOW_PASSWORD)',
});

async function lowStockOn(stockflow: Stockflow, day: string): Promise<Result['alerts']> {
  const list = stockflow.alerts.lowStock({ windowEndsOn: day, limit: 250 });
  return { answer: await list, all: await list.toArray({ limit: 100_000 }) };
}

class StopWatch {
  readonly #startedAt = performance.now();
  #lappedAt = this.#startedAt;
  readonly #laps: Partial<Result['tookMs']> = {};

  lap(name: keyof Result['tookMs']): void {
    this.#laps[name] = performance.now() - this.#lappedAt;
    this.#lappedAt = performance.now();
  }

  all(): Result['tookMs'] {
    const none = { read: 0, plan: 0, connect: 0, load: 0, check: 0 };
    return { ...none, ...this.#laps, total: performance.now() - this.#startedAt };
  }
}
