import type { LowStockAlert, LowStockAnswer } from '@stockflow/sdk';
import type { FileFigures } from './figures.ts';
import type { LoadFigures } from './load.ts';
import type { Plan } from './plan.ts';
import type { Reconciled } from './reconcile.ts';
import { POLICY } from './replenish.ts';

/** All that a run has to say; printed as text, or with `--json` as this. */
export interface Result {
  file: { path: string; sha256: string; firstDay: string; lastDay: string };
  company: { id: string; name: string; signIn?: { email: string; password: string } };
  figures: FileFigures;
  report: { path: string; rows: number };
  plan: Plan;
  loaded: LoadFigures;
  reconciled: Reconciled;
  alerts: { answer: LowStockAnswer; all: LowStockAlert[] };
  tookMs: Record<'read' | 'plan' | 'connect' | 'load' | 'check' | 'total', number>;
}

/** The machine-readable form: plain JSON, with money and large sums as strings. */
export function asJson(result: Result): unknown {
  const { figures, plan, reconciled, alerts } = result;
  const { soldValue, ...counted } = figures;
  return {
    ok: reconciled.agrees,
    file: result.file,
    company: result.company,
    rows: {
      read: figures.all.lines,
      taken: figures.all.lines - figures.refused.lines,
      refused: figures.refused.lines,
    },
    figures: { ...counted, soldValueGbp: (Number(soldValue) / 10_000).toFixed(2) },
    report: result.report,
    assumed: { policy: POLICY, unitsOpening: plan.unitsOpening, unitsDelivered: plan.unitsDelivered },
    products: plan.articles.length,
    loaded: result.loaded,
    comparisons: reconciled.comparisons.map(({ what, file, database }) => ({
      what,
      file: String(file),
      database: String(database),
      agrees: String(file) === String(database),
    })),
    ledger: reconciled.ledger,
    lowStock: {
      totalAlerts: alerts.answer.totalAlerts,
      criticalAlerts: alerts.answer.criticalAlerts,
      summary: alerts.answer.summary,
      alerts: alerts.all,
    },
    tookMs: result.tookMs,
  };
}
