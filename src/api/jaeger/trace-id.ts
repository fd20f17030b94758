import { invalid } from './search-parameters.js';

/** A trace id as Jaeger reads it: up to 32 hex digits of either case, shorter ones padded on the left. */
export function parseTraceId(text: string): Uint8Array {
  if (text.length > 32) throw invalid(`TraceID cannot be longer than 32 hex characters: ${text}`);
  if (!/^[0-9a-f]+$/i.test(text)) {
    throw invalid(`strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`);
  }
  return Buffer.from(text.padStart(32, '0'), 'hex');
}
