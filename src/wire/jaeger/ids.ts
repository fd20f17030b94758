import { QuartetError } from '../../model/errors.js';

/** Whether `a[start, end)` and `b[start, end)` are the same id, leading zeros (64-bit ids) left aside. */
export function sameId(
  buffer: Uint8Array,
  aStart: number,
  aEnd: number,
  other: Uint8Array,
  bStart: number,
  bEnd: number,
): boolean {
  const length = Math.max(aEnd - aStart, bEnd - bStart);
  for (let i = 1; i <= length; i++) {
    const a = aEnd - i < aStart ? 0 : buffer[aEnd - i];
    const b = bEnd - i < bStart ? 0 : other[bEnd - i];
    if (a !== b) return false;
  }
  return true;
}

/** Throws unless `buffer[start, end)` is an id of at most `width` bytes that is not all zeros. */
export function requireId(what: string, buffer: Uint8Array, start: number, end: number, width: number): void {
  if (end - start > width) throw new QuartetError('invalid_argument', `${what} has ${end - start} bytes, not ${width}`);
  for (let i = start; i < end; i++) if (buffer[i] !== 0) return;
  throw new QuartetError('invalid_argument', `${what} is missing or all zeros`);
}
