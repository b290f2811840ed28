// npm run api-report: writes the public surface of every published package anew, for review.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { apiReportOf, keptReportOf, reportPathOf } from './api-report.ts';
import { packedPackages, root } from './packages.ts';

for (const one of await packedPackages()) {
  const [report, kept] = [await apiReportOf(one), await keptReportOf(one)];
  const path = reportPathOf(one);
  if (report !== kept) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), report);
  }
  process.stdout.write(`${path}: ${report === kept ? 'as it was' : 'written'}\n`);
}
