import { setImmediate } from 'node:timers/promises';
import type { SeriesIndex } from '../../model/series.js';
import { TracesDecoder } from '../../wire/otlp/traces.js';
import { decodeTracesJson } from '../../wire/otlp/traces-json.js';
import { type OtlpSignal, storeCounted } from './signal.js';

/** What a decoder remembers belongs to one index. */
const decoders = new WeakMap<SeriesIndex, TracesDecoder>();

/** Spans: `TraceService/Export` and `/v1/traces`. */
export const tracesSignal: OtlpSignal = {
  signal: 'traces',
  path: '/v1/traces',
  grpcService: 'opentelemetry.proto.collector.trace.v1.TraceService',
  rejectedField: 'rejectedSpans',

  async ingest(body, encoding, tenant, context) {
    const { resources } = context.writer.indexes;
    const decoded =
      encoding === 'json'
        ? decodeTracesJson(body, tenant, resources)
        : await inTurns(decoderOf(resources).steps(body, tenant));
    const { spans, rejected } = decoded;
    const counts = { signal: 'traces', items: spans.rows, rejected: rejected.count, bytes: body.length } as const;
    await storeCounted({ tenant, spans }, counts, context);
    return { rejected: rejected.count, message: rejected.message };
  },
};

function decoderOf(resources: SeriesIndex): TracesDecoder {
  let decoder = decoders.get(resources);
  if (decoder === undefined) {
    decoder = new TracesDecoder(resources);
    decoders.set(resources, decoder);
  }
  return decoder;
}

/** Runs `steps` to its end and lets the event loop turn between them. */
async function inTurns<T>(steps: Generator<undefined, T>): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await setImmediate();
  }
}
