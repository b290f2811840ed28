import {
  type Context,
  context,
  type Meter,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import type { FastifyRequest } from 'fastify';
import {
  acceptedTraceparent,
  type CallEnd,
  type CallFacts,
  type Figures,
  type Telemetry,
  type Trace,
} from '../core/telemetry.ts';
import { observeDatabase } from './database-observer.ts';
import { createInstruments, watchFigures } from './instruments.ts';
import { fail, inSpan, traceparentIn } from './spans.ts';

interface RequestTrace extends Trace {
  readonly span: Span;
  readonly around: Context;
}

/**
 * Traces and metrics by OpenTelemetry's API. A tracer or a meter that does nothing may be given for what is not wanted.
 * @example const telemetry = createTelemetry({ tracer: trace.getTracer('stockflow'), meter: metrics.getMeter('stockflow') })
 */
export const createTelemetry = ({ tracer, meter }: { tracer: Tracer; meter: Meter }): Telemetry => {
  const instruments = createInstruments(meter);
  return {
    begin: (request) => beginRequest(tracer, request),
    end(began, { status, route }) {
      instruments.answers.add(1, { status });
      const { span } = began as RequestTrace;
      span.setAttribute('http.response.status_code', status);
      span.setAttribute('http.route', route);
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
    call: (facts, work, endOf) => watchCall({ tracer, instruments }, facts, work, endOf),
    traceparent: () => traceparentIn(context.active()),
    watch: (figures: () => Figures) => watchFigures(meter, figures),
    database: observeDatabase(tracer, instruments),
  };
};

/** A span of the server: below the caller's, where the caller says in which trace it is. */
const beginRequest = (tracer: Tracer, request: FastifyRequest): RequestTrace => {
  const callers = propagation.extract(ROOT_CONTEXT, request.headers);
  const span = tracer.startSpan(
    request.method,
    {
      kind: SpanKind.SERVER,
      attributes: {
        'http.request.method': request.method,
        // Without its query: a query's input stands there, and may hold a person's data.
        'url.path': request.url.split('?', 1)[0]?.slice(0, 300) ?? '',
        'stockflow.request_id': request.id,
      },
    },
    callers,
  );
  const around = trace.setSpan(callers, span);
  // Where nothing is traced here, the caller's own trace still goes into logs and comments.
  const traceparent = traceparentIn(around) ?? acceptedTraceparent(request.headers.traceparent);
  return { span, around, traceparent };
};

const watchCall = async <T>(
  { tracer, instruments }: { tracer: Tracer; instruments: ReturnType<typeof createInstruments> },
  { procedure, type, requestId, trace: began }: CallFacts,
  work: () => Promise<T>,
  endOf: (result: T) => CallEnd,
): Promise<T> => {
  const since = performance.now();
  const around = (began as RequestTrace | undefined)?.around ?? context.active();
  const span = tracer.startSpan(
    procedure,
    { attributes: { 'rpc.method': procedure, 'stockflow.type': type, 'stockflow.request_id': requestId } },
    around,
  );
  return inSpan(
    span,
    async () => {
      const result = await work();
      const { code, isFailure } = endOf(result);
      instruments.callDuration.record((performance.now() - since) / 1000, { procedure });
      instruments.calls.add(1, { procedure, code });
      if (code !== 'OK') instruments.refusals.add(1, { code });
      span.setAttribute('stockflow.code', code);
      if (isFailure) fail(span, new Error(code));
      return result;
    },
    around,
  );
};
