// A StockFlow server as a process of its own, on the database that it is given; its clock may stand at a moment.
import { openDatabase } from '@stockflow/db';
import { createServer } from '@stockflow/server';
import pino from 'pino';
import { answerMessages, configOf } from '../child.ts';

const { databaseUrl, now } = await configOf<{ databaseUrl: string; now?: string }>();
const database = openDatabase({ url: databaseUrl });
const server = await createServer({
  database,
  logger: pino({ level: 'silent' }),
  publicUrl: 'http://127.0.0.1',
  ...(now !== undefined && { now: () => new Date(now) }),
});
const url = await server.listen({ port: 0, host: '127.0.0.1' });
answerMessages({ url }, async () => {
  const { user, system } = process.cpuUsage();
  return { cpuMicros: user + system };
});
