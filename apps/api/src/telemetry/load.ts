import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { RunningTelemetry } from './start.ts';

/** Traces and metrics where one of them is turned on; OpenTelemetry is loaded then and not before: it takes 150 ms of a start. */
export const loadTelemetry = async (
  config: Config,
  logger: Logger,
): Promise<RunningTelemetry | undefined> => {
  if (config.OTEL_EXPORTER_OTLP_ENDPOINT === undefined && config.METRICS_PORT === undefined) return undefined;
  const { startTelemetry } = await import('./start.ts');
  return startTelemetry(
    {
      endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT,
      serviceName: config.OTEL_SERVICE_NAME,
      traceShare: config.OTEL_TRACES_SAMPLER_ARG,
      metricsAt:
        config.METRICS_PORT === undefined
          ? undefined
          : { host: config.METRICS_HOST, port: config.METRICS_PORT },
    },
    logger,
  );
};
