import { type Context, context, type Span, SpanStatusCode, trace } from '@opentelemetry/api';

/** Runs the work in a span of its own; what it throws is noted and thrown on. */
export const inSpan = async <T>(span: Span, work: () => Promise<T>, around: Context): Promise<T> => {
  try {
    return await context.with(trace.setSpan(around, span), work);
  } catch (error) {
    fail(span, error);
    throw error;
  } finally {
    span.end();
  }
};

/** Marks the span as failed, with the error's name and words but no values of the database's rows. */
export const fail = (span: Span, error: unknown): void => {
  const { name = 'Error', message = '' } = error instanceof Error ? error : {};
  span.setAttribute('error.type', name);
  span.setStatus({ code: SpanStatusCode.ERROR, message: name === 'Refusal' ? message : name });
};

/** The context in W3C's words. */
export const traceparentIn = (around: Context): string | undefined => {
  const found = trace.getSpanContext(around);
  if (!found || !trace.isSpanContextValid(found)) return undefined;
  return `00-${found.traceId}-${found.spanId}-${(found.traceFlags & 0xff).toString(16).padStart(2, '0')}`;
};
