import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { ConfigProblem } from '../config.ts';

/**
 * /metrics, on an address of its own: the public one has no such page, so that no proxy can forget to hide it. Throws
 * ConfigProblem when the port is taken: Prometheus is told a port, so another one would not be found.
 */
export const serveMetrics = async (
  exporter: PrometheusExporter,
  { host, port }: { host: string; port: number },
): Promise<{ url: string; close(): Promise<void> }> => {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => {
    const path = request.url?.split('?', 1)[0];
    if (path === '/metrics' && (request.method === 'GET' || request.method === 'HEAD')) {
      exporter.getMetricsRequestHandler(request, response);
    } else {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Only GET /metrics is here.\n');
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' || error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL'
          ? new ConfigProblem(
              `METRICS_PORT ${port} at ${host} cannot be listened on (${error.code}). Give each process a port of its own.`,
            )
          : error,
      ),
    );
    server.listen(port, host, resolve);
  });
  const { port: given } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${given}/metrics`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
