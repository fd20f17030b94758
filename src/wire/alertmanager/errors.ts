import type { ErrorCode, QuartetError } from '../../model/errors.js';
import { HTTP_STATUS } from '../http-status.js';

/** What a value of a request is, where it is not what it should be; the number stands in the answer's body. */
const FAULTS = { type: 601, required: 602, minItems: 612 } as const;

/**
 * A request that is not as the API's description has it. The server there is generated from the description, and answers
 * these itself, in another form than what its handlers refuse.
 */
export class InvalidRequest extends Error {
  override readonly name = 'InvalidRequest';
  readonly code: number;

  /** `code`: an HTTP status, or what is wrong with a value, which is answered with 422. */
  constructor(code: number | keyof typeof FAULTS, message: string) {
    super(message);
    this.code = typeof code === 'number' ? code : FAULTS[code];
  }
}

/** An expired silence that is to expire, and whatever else cannot be done, is a 500 there; clients know few other statuses. */
const STATUS: Readonly<Record<ErrorCode, number>> = { ...HTTP_STATUS, unsupported_media: 415 };

/** What Fastify refuses before a handler sees it has the form of the generated server. */
const GENERATED: readonly ErrorCode[] = ['unsupported_media', 'too_large'];

/**
 * How Alertmanager answers: a JSON text, or for what its description does not allow an object with a number.
 * https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml
 */
export function alertmanagerError(error: QuartetError | InvalidRequest): { status: number; body: unknown } {
  if (error instanceof InvalidRequest) {
    const { code, message } = error;
    return { status: code >= 600 ? 422 : code, body: { code, message } };
  }
  const status = STATUS[error.code];
  if (GENERATED.includes(error.code)) return { status, body: { code: status, message: error.message } };
  return { status, body: error.message };
}
