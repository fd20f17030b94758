import { type Attributes, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

const tracer = trace.getTracer('pyairtable');

/** Runs the work inside a span; a failure is recorded as an exception event and thrown on. */
export function inSpan<Result>(
  name: string,
  kind: keyof typeof SpanKind,
  attributes: Attributes,
  work: (span: Span) => Promise<Result>,
): Promise<Result> {
  return tracer.startActiveSpan(name, { kind: SpanKind[kind], attributes }, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      recordFailure(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

export function recordFailure(span: Span, error: unknown): void {
  const failure = error instanceof Error ? error : new Error(String(error));
  // Without `code`, which would take the place of the type.
  span.recordException({
    name: failure.name,
    message: failure.message,
    ...(failure.stack && { stack: failure.stack }),
  });
  span.setAttribute('error.type', (failure as { code?: string }).code ?? failure.name);
  span.setStatus({ code: SpanStatusCode.ERROR, message: failure.message });
}
