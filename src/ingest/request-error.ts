import { QuartetError, toQuartetError } from '../model/errors.js';

/** What Fastify itself refuses, by its codes: https://fastify.dev/docs/latest/Reference/Errors/ */
const FASTIFY_CODES: Readonly<Record<string, 'too_large' | 'unsupported_media'>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media',
};

/** Whatever was thrown while a request was handled, by us or by Fastify, as one of our errors. */
export function requestError(error: unknown): QuartetError {
  if (error instanceof QuartetError) return error;
  const { code = '', statusCode, message } = error as { code?: string; statusCode?: number; message: string };
  const known = FASTIFY_CODES[code];
  if (known !== undefined) return new QuartetError(known, message, { cause: error });
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new QuartetError('invalid_argument', message, { cause: error });
  }
  return toQuartetError(error);
}
