import type { ErrorCode, QuartetError } from '../../model/errors.js';
import { HTTP_STATUS } from '../http-status.js';
import { ProtobufWriter } from '../protobuf/writer.js';

/** Codes of https://grpc.io/docs/guides/status-codes/ that OTLP answers carry. */
export const GRPC = {
  cancelled: 1,
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  permissionDenied: 7,
  resourceExhausted: 8,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
  unauthenticated: 16,
} as const;

const GRPC_STATUS: Readonly<Record<ErrorCode, number>> = {
  invalid_argument: GRPC.invalidArgument,
  unsupported_media: GRPC.invalidArgument,
  too_large: GRPC.resourceExhausted,
  not_found: GRPC.notFound,
  unauthenticated: GRPC.unauthenticated,
  permission_denied: GRPC.permissionDenied,
  resource_exhausted: GRPC.resourceExhausted,
  unavailable: GRPC.unavailable,
  timeout: GRPC.deadlineExceeded,
  canceled: GRPC.cancelled,
  execution: GRPC.internal,
  limit_exceeded: GRPC.invalidArgument,
  internal: GRPC.internal,
};

const STATUS: Readonly<Record<ErrorCode, number>> = { ...HTTP_STATUS, execution: 500 };

/**
 * Errors after which the sender should repeat the request; the answer then says after how long. Senders repeat on HTTP
 * 429, 502, 503, 504 and on the gRPC codes that the specification lists; RESOURCE_EXHAUSTED counts among these only
 * together with RetryInfo.
 * https://opentelemetry.io/docs/specs/otlp/#failures and #failures-1
 */
const RETRYABLE: ReadonlySet<ErrorCode> = new Set(['resource_exhausted', 'unavailable', 'timeout']);

/** Seconds to wait where the error does not say. */
const DEFAULT_RETRY_SECONDS = 1;

/** An error as OTLP answers it, for both transports. */
export interface OtlpError {
  readonly grpcCode: number;
  readonly httpStatus: number;
  readonly message: string;
  /** Whole seconds for Retry-After; `undefined` where repeating does not help. */
  readonly retryAfter: number | undefined;
}

export function toOtlpError(error: QuartetError): OtlpError {
  const { code, message, retryAfter = DEFAULT_RETRY_SECONDS } = error;
  return {
    grpcCode: GRPC_STATUS[code],
    httpStatus: STATUS[code],
    message,
    retryAfter: RETRYABLE.has(code) ? Math.max(1, Math.ceil(retryAfter)) : undefined,
  };
}

/** The body of an answer over HTTP/JSON: google.rpc.Status. */
export function statusJson(error: OtlpError): object {
  if (error.retryAfter === undefined) return { code: error.grpcCode, message: error.message };
  const retryInfo = { '@type': RETRY_INFO_TYPE, retryDelay: `${error.retryAfter}s` };
  return { code: error.grpcCode, message: error.message, details: [retryInfo] };
}

/**
 * google.rpc.Status as protobuf: the body of an answer over HTTP/protobuf, and what gRPC carries in
 * `grpc-status-details-bin`. Where repeating helps it has a RetryInfo.
 * https://github.com/googleapis/googleapis/blob/master/google/rpc/status.proto
 */
export function statusProtobuf(error: OtlpError): Buffer {
  const status = new ProtobufWriter();
  status.uint32(1, error.grpcCode);
  status.string(2, error.message);
  if (error.retryAfter !== undefined) {
    const { retryAfter } = error;
    status.message(3, (any) => {
      any.string(1, RETRY_INFO_TYPE);
      any.message(2, (info) => info.message(1, (delay) => delay.uint32(1, retryAfter)));
    });
  }
  return status.finish();
}

const RETRY_INFO_TYPE = 'type.googleapis.com/google.rpc.RetryInfo';
