import { QuartetError } from '../../model/errors.js';

/**
 * The media type of a Content-Type, in lower case and without its parameters. Loki refuses what Go's mime package
 * refuses, in its words (`invalid_argument`): https://pkg.go.dev/mime#ParseMediaType
 */
export function mediaTypeOf(contentType: string | undefined): string {
  const [type = '', ...parameters] = (contentType ?? '').split(';');
  const mediaType = type.trim().toLowerCase();
  if (mediaType === '') throw new QuartetError('invalid_argument', 'mime: no media type');
  if (!MEDIA_TYPE.test(mediaType))
    throw new QuartetError('invalid_argument', 'mime: unexpected content after media subtype');
  // A semicolon at the very end is forgiven.
  if (parameters.at(-1)?.trim() === '') parameters.pop();
  if (!parameters.every((parameter) => PARAMETER.test(parameter))) {
    throw new QuartetError('invalid_argument', 'mime: invalid media parameter');
  }
  return mediaType;
}

const MEDIA_TYPE = /^[\w!#$%&'*+.^`|~-]+(?:\/[\w!#$%&'*+.^`|~-]+)?$/;
const PARAMETER = /^\s*[\w!#$%&'*+.^`|~-]+\s*=\s*(?:[\w!#$%&'*+.^`|~-]+|"(?:[^"\\]|\\.)*")\s*$/;
