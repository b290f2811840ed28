import { type ExamineOptions, examineDatabase } from '@stockflow/db';
import type { Findings } from '../attack.ts';

type Ways = Pick<ExamineOptions, 'adminUrl' | 'poolerUrl' | 'replicaUrl'>;

/** Holds what `npm run doctor` says of a pooler or a replica against what is known of it here. */
export const holdDoctor = async (
  check: 'pooler' | 'replica',
  { is, ...ways }: Ways & { is: 'ok' | 'problem' },
  findings: Findings,
): Promise<void> => {
  const all = await examineDatabase({ ...ways, poolMax: 5, processes: 2 });
  const said = all.find((finding) => finding.check === check);
  findings.expect(said?.status === is, `the doctor says of the ${check}: ${said?.found ?? 'nothing'}`);
};
