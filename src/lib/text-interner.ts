import { BytesCache } from './bytes-cache.js';

/** Longer texts are not names that come again; they are decoded each time and not kept. */
const MAX_KEPT_BYTES = 256;

const decoder = new TextDecoder('utf-8');

/**
 * Texts that come again and again as UTF-8 bytes (attribute keys, span names): equal bytes give the very same string,
 * without decoding them again. Bounded by `maxBytes` of keys. Broken UTF-8 becomes U+FFFD.
 */
export class TextInterner {
  private readonly known: BytesCache<string>;

  constructor(maxBytes = 1024 * 1024) {
    this.known = new BytesCache(maxBytes);
  }

  /** The text of `source[start, end)`. */
  text(source: Uint8Array, start: number, end: number): string {
    if (start === end) return '';
    if (end - start > MAX_KEPT_BYTES) return decoder.decode(source.subarray(start, end));
    const known = this.known.get(source, start, end);
    if (known !== undefined) return known;
    const text = decoder.decode(source.subarray(start, end));
    this.known.set(source, start, end, text);
    return text;
  }
}
