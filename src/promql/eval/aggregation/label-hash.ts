import xxhash from 'xxhash-wasm';
import type { Labels } from '../../../model/labels.js';

/** Places a label set evenly between 0 and 1, at the same place each time. */
export type LabelPlacing = (labels: Labels) => number;

let placing: Promise<LabelPlacing> | undefined;

/** The place is that of Prometheus: xxHash64 over each name and value, preceded by its length. */
export function labelPlacing(): Promise<LabelPlacing> {
  placing ??= xxhash().then(
    ({ h64Raw }) =>
      (labels) =>
        Number(h64Raw(lengthPrefixed(labels))) / 2 ** 64,
  );
  return placing;
}

/** Lengths in bytes of UTF-8: in one byte below 255, else in three after one of 255, the lowest first. */
function lengthPrefixed(labels: Labels): Uint8Array {
  const parts: Buffer[] = [];
  for (const text of labels) {
    const bytes = Buffer.from(text);
    const { length } = bytes;
    parts.push(
      length < 255 ? Buffer.of(length) : Buffer.of(255, length & 255, (length >> 8) & 255, length >> 16),
      bytes,
    );
  }
  return Buffer.concat(parts);
}
