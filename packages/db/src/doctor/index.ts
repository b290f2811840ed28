export { type ExamineOptions, examineDatabase } from './examine.ts';
export type { Finding } from './finding.ts';
