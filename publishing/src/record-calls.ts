// npm run record-calls: records what this version of the SDK sends and understands, for the semver guard. Done when a
// version is released (`npm run release -- --version` does it); after that its recording is not changed any more.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startPostgres } from '@stockflow/postgres';
import { startTestServer } from '@stockflow/server/testing';
import { root } from './packages.ts';
import { record } from './recording/record.ts';

const postgres = await startPostgres({ ephemeral: true });
process.env.STOCKFLOW_TEST_ADMIN_URL = postgres.adminUrl;
try {
  const server = await startTestServer();
  const manifest = await readFile(join(root, 'packages/sdk/package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const recording = await record(server, version);
  await server.close();
  const folder = join(root, 'publishing/recordings');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `sdk-${version}.json`), `${JSON.stringify(recording, null, 1)}\n`);
  process.stdout.write(`publishing/recordings/sdk-${version}.json: ${recording.calls.length} calls\n`);
} finally {
  await postgres.stop();
}
process.exit();
