import { randomUUID } from 'node:crypto';
import { context, type DiagLogger, DiagLogLevel, diag, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Telemetry } from '@stockflow/server';
import { createTelemetry } from '@stockflow/server/telemetry';
import type { Logger } from 'pino';
import { serveMetrics } from './metrics-server.ts';

export interface TelemetryOptions {
  /** A collector; without it nothing is traced and no metrics are sent. */
  endpoint: string | undefined;
  serviceName: string;
  /** From 0 to 1. */
  traceShare: number;
  /** Where Prometheus reads; nowhere without it. */
  metricsAt: { host: string; port: number } | undefined;
}

export interface RunningTelemetry {
  telemetry: Telemetry;
  /** The address of /metrics, where there is one. */
  metricsUrl: string | undefined;
  /** Sends what is not sent yet, and ends. */
  stop(): Promise<void>;
}

/** A collector that is not there must not keep the process from ending. */
const STOP_WITHIN_MS = 5_000;

/** Starts traces and metrics. Throws ConfigProblem when the port of the metrics is taken. */
export const startTelemetry = async (
  { endpoint, serviceName, traceShare, metricsAt }: TelemetryOptions,
  logger: Logger,
): Promise<RunningTelemetry> => {
  diag.setLogger(intoLog(logger), DiagLogLevel.WARN);
  const resource = resourceFromAttributes({
    'service.name': serviceName,
    'service.instance.id': randomUUID(),
  });
  const at = (signal: string) => `${endpoint?.replace(/\/+$/, '')}/v1/${signal}`;
  const prometheus =
    metricsAt && new PrometheusExporter({ preventServerStart: true, withoutScopeInfo: true });
  const meters = new MeterProvider({
    resource,
    readers: [
      ...(prometheus ? [prometheus] : []),
      ...(endpoint
        ? [new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter({ url: at('metrics') }) })]
        : []),
    ],
  });
  const spans =
    endpoint === undefined
      ? undefined
      : new TracerProvider({
          resource,
          sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(traceShare) }),
          spanProcessors: [
            new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url: at('traces') }) }),
          ],
        });
  if (spans) {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  }
  const metricsServer = prometheus && metricsAt ? await serveMetrics(prometheus, metricsAt) : undefined;
  return {
    telemetry: createTelemetry({
      // The API's own tracer does nothing as long as no provider is given to it.
      tracer: (spans ?? trace).getTracer('stockflow'),
      meter: meters.getMeter('stockflow'),
    }),
    metricsUrl: metricsServer?.url,
    async stop() {
      await metricsServer?.close();
      await Promise.race([
        Promise.allSettled([spans?.shutdown(), meters.shutdown()]),
        new Promise((resolve) => setTimeout(resolve, STOP_WITHIN_MS).unref()),
      ]);
    },
  };
};

/** A collector that cannot be reached is a line in the log, and never a failed call. */
const intoLog = (logger: Logger): DiagLogger => {
  const say =
    (level: 'error' | 'warn' | 'debug') =>
    (message: string): void =>
      logger[level]({ telemetry: message.slice(0, 500) }, 'OpenTelemetry says');
  return {
    error: say('error'),
    warn: say('warn'),
    info: say('debug'),
    debug: say('debug'),
    verbose: say('debug'),
  };
};
