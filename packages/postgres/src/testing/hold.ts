// A StockFlow in small for the tests: holds a PostgreSQL on the folder given until it is told to stop.
import { PostgresProblem, startPostgres } from '../index.ts';

const [folder = '', port] = process.argv.slice(2);
const lines: string[] = [];

try {
  const server = await startPostgres({
    folder,
    progress: (line) => lines.push(line),
    ...(port === undefined ? {} : { port: Number(port) }),
  });
  server.announce('http://127.0.0.1:4000');
  const stop = async () => {
    clearInterval(alive);
    await server.stop();
    process.exit(0);
  };
  const alive = setInterval(() => {}, 1000);
  process.on('SIGTERM', stop);
  process.stdout.write(`${JSON.stringify({ adminUrl: server.adminUrl, data: server.dataFolder, lines })}\n`);
} catch (error) {
  if (!(error instanceof PostgresProblem)) throw error;
  process.stdout.write(`${JSON.stringify({ refusal: error.message, lines })}\n`);
  process.exitCode = 1;
}
