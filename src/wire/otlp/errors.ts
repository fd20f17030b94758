import type { ErrorCode, QuartetError } from '../../model/errors.js';
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

interface OtlpFailure {
  readonly grpc: number;
  readonly http: number;
  /** Whether the sender should repeat the request; then the answer says after how long. */
  readonly retryable: boolean;
}

/**
 * Senders repeat on HTTP 429, 502, 503, 504 and on the gRPC codes that the specification lists; RESOURCE_EXHAUSTED counts
 * among these only together with RetryInfo.
 * https://opentelemetry.io/docs/specs/otlp/#failures and #failures-1
 */
const FAILURES: Record<ErrorCode, OtlpFailure> = {
  invalid_argument: { grpc: GRPC.invalidArgument, http: 400, retryable: false },
  unsupported_media: { grpc: GRPC.invalidArgument, http: 415, retryable: false },
  too_large: { grpc: GRPC.resourceExhausted, http: 413, retryable: false },
  not_found: { grpc: GRPC.notFound, http: 404, retryable: false },
  unauthenticated: { grpc: GRPC.unauthenticated, http: 401, retryable: false },
  permission_denied: { grpc: GRPC.permissionDenied, http: 403, retryable: false },
  resource_exhausted: { grpc: GRPC.resourceExhausted, http: 429, retryable: true },
  unavailable: { grpc: GRPC.unavailable, http: 503, retryable: true },
  timeout: { grpc: GRPC.deadlineExceeded, http: 504, retryable: true },
  canceled: { grpc: GRPC.cancelled, http: 499, retryable: false },
  execution: { grpc: GRPC.internal, http: 500, retryable: false },
  limit_exceeded: { grpc: GRPC.invalidArgument, http: 400, retryable: false },
  internal: { grpc: GRPC.internal, http: 500, retryable: false },
};

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
  const failure = FAILURES[error.code];
  return {
    grpcCode: failure.grpc,
    httpStatus: failure.http,
    message: error.message,
    retryAfter: failure.retryable ? Math.max(1, Math.ceil(error.retryAfter ?? DEFAULT_RETRY_SECONDS)) : undefined,
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
