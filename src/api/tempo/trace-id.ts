import { invalid } from './parameters.js';

/** A trace id in hex, of either case; shorter ones are padded on the left. `what` names it in errors. */
export function parseTraceId(text: string, what = ''): Uint8Array {
  const wrong = text.search(/[^0-9a-fA-F]/);
  if (wrong >= 0) {
    const char = String.fromCodePoint(text.codePointAt(wrong)!);
    throw invalid(
      `${what}trace IDs can only contain hex characters: invalid character '${char}' at position ${wrong + 1}`,
    );
  }
  if (text.length > 32) throw invalid(`${what}trace IDs can't be larger than 128 bits`);
  return Buffer.from(text.padStart(32, '0'), 'hex');
}
