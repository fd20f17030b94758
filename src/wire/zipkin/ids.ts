import { QuartetError } from '../../model/errors.js';

/** Whether an id has no byte but 0. */
export function isZero(id: Uint8Array): boolean {
  return id.every((byte) => byte === 0);
}

/** An id of `width` bytes from 1 to 2 * `width` hex digits, padded on the left: 64-bit trace ids are allowed. */
export function idFromHex(what: string, text: unknown, width: number): Uint8Array {
  if (typeof text !== 'string') throw new QuartetError('invalid_argument', `${what} is missing`);
  if (text.length > width * 2) throw new QuartetError('invalid_argument', `${what}.length > ${width * 2}`);
  if (!/^[0-9a-f]+$/i.test(text)) {
    throw new QuartetError('invalid_argument', `${what} should be lower-hex encoded with no prefix`);
  }
  return requireId(what, Buffer.from(text.padStart(width * 2, '0'), 'hex'), width);
}

/** The same bytes, when they are an id of at most `width` bytes that is not all zeros. */
export function requireId(what: string, id: Uint8Array, width: number): Uint8Array {
  if (id.length > width) throw new QuartetError('invalid_argument', `${what} has ${id.length} bytes, not ${width}`);
  if (isZero(id)) throw new QuartetError('invalid_argument', `${what} is missing or all zeros`);
  return id;
}
