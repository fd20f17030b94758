import { inTurns } from '../../lib/in-turns.js';
import { TracesDecoder } from '../../wire/otlp/traces.js';
import { decodeTracesJson } from '../../wire/otlp/traces-json.js';
import { storeSpans } from '../store-counted.js';
import { perIndex } from './per-index.js';
import { type OtlpSignal, receivedBy } from './signal.js';

const decoderOf = perIndex((resources) => new TracesDecoder(resources));

/** Spans: `TraceService/Export` and `/v1/traces`. */
export const tracesSignal: OtlpSignal = {
  signal: 'traces',
  path: '/v1/traces',
  grpcService: 'opentelemetry.proto.collector.trace.v1.TraceService',
  rejectedField: 'rejectedSpans',

  async ingest(request, context) {
    const { body, encoding, tenant } = request;
    const by = receivedBy(request);
    const { resources } = context.writer.indexes;
    const { spans, rejected } =
      encoding === 'json'
        ? decodeTracesJson(body, tenant, resources)
        : await inTurns(decoderOf(resources).steps(body, tenant));
    if (rejected.count > 0) context.meter.refused(by, 'traces', tenant, rejected.count, 'invalid');
    const notStored = await storeSpans(context, by, spans, body.length);
    return {
      rejected: rejected.count + notStored.count,
      message: [rejected.message, notStored.message].filter((text) => text !== '').join('; '),
    };
  },
};
