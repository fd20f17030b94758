import { ProtobufWriter } from '../protobuf/writer.js';

/** What an Export…ServiceResponse says beside success. */
export interface PartialSuccess {
  readonly rejected: number;
  /** Empty when there is nothing to say. */
  readonly message: string;
}

/**
 * Export{Trace,Metrics,Logs}ServiceResponse: empty after full success, else with its partial_success.
 * https://opentelemetry.io/docs/specs/otlp/#partial-success
 */
export function exportResponseProtobuf({ rejected, message }: PartialSuccess): Buffer {
  const response = new ProtobufWriter();
  if (rejected > 0 || message !== '') {
    response.message(1, (partial) => {
      partial.uint32(1, rejected);
      partial.string(2, message);
    });
  }
  return response.finish();
}

/** The same in JSON; `rejectedField` is the count's name, `rejectedSpans` and its like. */
export function exportResponseJson({ rejected, message }: PartialSuccess, rejectedField: string): object {
  const partialSuccess: Record<string, string> = {};
  if (rejected > 0) partialSuccess[rejectedField] = String(rejected);
  if (message !== '') partialSuccess.errorMessage = message;
  return { partialSuccess };
}
