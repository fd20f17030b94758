/** The end of the longest beginning of `source[start, end)` of at most `maxBytes` bytes that cuts no character of UTF-8. */
export function cutUtf8(source: Uint8Array, start: number, end: number, maxBytes: number): number {
  if (end - start <= maxBytes) return end;
  let cut = start + maxBytes;
  while (cut > start && (source[cut]! & 0xc0) === 0x80) cut--;
  return cut;
}

/** The same of a text. */
export function cutText(text: string, maxBytes: number): string {
  // No character has more than three bytes for each of its UTF-16 units.
  if (text.length * 3 <= maxBytes) return text;
  const bytes = Buffer.from(text);
  return bytes.length <= maxBytes ? text : bytes.toString('utf8', 0, cutUtf8(bytes, 0, bytes.length, maxBytes));
}
