import { fileURLToPath } from 'node:url';
import { type Running, startProgram } from './programs.ts';

const CONFIG = fileURLToPath(new URL('../../../deploy/haproxy/haproxy.cfg', import.meta.url));

export interface Balancer {
  readonly url: string;
  /** How many requests each API process was given so far, checks not counted. */
  served(): Promise<number[]>;
  readonly running: Running;
}

/** HAProxy by `deploy/haproxy/haproxy.cfg` as it is, before the three addresses. */
export const startHaproxy = async (
  program: string,
  { port, statsPort, apis }: { port: number; statsPort: number; apis: readonly string[] },
): Promise<Balancer> => {
  const url = `http://127.0.0.1:${port}`;
  const env: Record<string, string> = {
    STOCKFLOW_BIND: `127.0.0.1:${port}`,
    STOCKFLOW_STATS: `127.0.0.1:${statsPort}`,
  };
  for (const [index, api] of apis.entries()) env[`STOCKFLOW_API_${index + 1}`] = new URL(api).host;
  const isUp = async () => (await fetch(`${url}/healthz`)).ok;
  const running = await startProgram([program, '-db', '-f', CONFIG], { env }, isUp);
  return {
    url,
    running,
    served: async () => {
      const [head = '', ...lines] = (await (await fetch(`http://127.0.0.1:${statsPort}/;csv`)).text()).split(
        '\n',
      );
      const column = head.split(',').indexOf('stot');
      return lines.filter((line) => /^api,api\d/.test(line)).map((line) => Number(line.split(',')[column]));
    },
  };
};
